<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1>
<?cs if:May.Org && Dead > #0 ?><form method="post" action="/admin/outbox/retry"><?cs call:form_proof() ?><button type="submit" class="button primary"><?cs var:t("Try the failed ones again") ?></button></form><?cs /if ?>
</div>
<p class="quiet"><?cs var:t("What the portal sends or works on outside of a page. What fails is tried again by itself, after longer and longer waits; after the last try it has failed for good until somebody mends the cause and has it tried again. Held: nothing is set up yet that takes it. No longer needed: a link has run out, or nobody wants the mail.") ?></p>
<?cs call:table(Outbox) ?>
<?cs include!"layout_end.cs" ?>
