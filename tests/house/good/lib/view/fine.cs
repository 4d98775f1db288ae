<?cs include!"macros.cs" ?>
<?cs def:control(f) ?> id="<?cs var:f.Id ?>"<?cs if:f.Required ?> required<?cs /if ?><?cs /def ?>
<a href="/deals/<?cs var:Deal.Id ?>" title="<?cs var:t("One deal") ?>"><?cs var:Deal.Name ?></a> &ndash; 12 &middot;
<a href="<?cs var:url_validate(Deal.Link) ?>"><?cs var:t("Name it html_escape(x)") ?></a>
<form action="<?cs if:X ?>/here<?cs else ?>/there<?cs /if ?>" method="post"></form>
<script src="/static/js/portico.js" defer></script>
