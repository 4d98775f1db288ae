<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:May ?><?cs call:page_link("/people/invite", t("Invite people")) ?><?cs /if ?></div>
<?cs call:table(Invitations) ?>
<?cs include!"layout_end.cs" ?>
