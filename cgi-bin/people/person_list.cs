<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:May ?><?cs call:page_link("/people/invite", t("Invite people")) ?><?cs /if ?></div>
<?cs if:Waiting ?><div class="notice"><p><a href="/people/waiting"><?cs var:Waiting ?></a></p></div><?cs /if ?>
<p class="actions">
<a class="button" href="/people/invitations"><?cs var:t("Invitations") ?></a>
<?cs if:May ?><a class="button" href="/people/organisation"><?cs var:t("Our organisation") ?></a><?cs /if ?>
<?cs if:May ?><a class="button" href="/people/keys"><?cs var:t("API keys") ?></a><?cs /if ?>
<?cs if:OwnBrand ?><a class="button" href="/people/brand"><?cs var:t("Our brand") ?></a><?cs /if ?>
</p>
<?cs call:table(People) ?>
<?cs include!"layout_end.cs" ?>
