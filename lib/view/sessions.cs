<?cs # Where somebody is signed in: sessions(at) draws Sessions.N, with the forms that end one or all others below `at`. ?>
<?cs def:session_row(s, at) ?>
<li><p><strong><?cs var:s.Device ?></strong><?cs if:s.Own ?> <?cs call:state("active", t("This one")) ?><?cs /if ?></p>
<p class="quiet"><?cs var:s.How ?><br><?cs var:tf("Signed in %s", s.First) ?>, <?cs var:tf("last seen %s", s.Last) ?></p>
<?cs if:!s.Own && !Looking ?>
<form class="after" method="post" action="<?cs var:url_validate(at) ?>/sessions/end"><?cs call:form_proof() ?><input type="hidden" name="session" value="<?cs var:s.Id ?>">
<button type="submit" class="button"><?cs var:t("Sign out there") ?><span class="unseen">: <?cs var:s.Device ?></span></button></form>
<?cs /if ?></li>
<?cs /def ?>
<?cs def:sessions(at) ?>
<ol class="history">
<?cs each:s = Sessions ?><?cs call:session_row(s, at) ?><?cs /each ?>
</ol>
<?cs if:Sessions.1.Id && !Looking ?>
<form method="post" action="<?cs var:url_validate(at) ?>/sessions/others"><?cs call:form_proof() ?>
<p class="actions"><button type="submit" class="button danger"><?cs var:t("Sign out everywhere else") ?></button></p></form>
<?cs /if ?>
<?cs /def ?>
