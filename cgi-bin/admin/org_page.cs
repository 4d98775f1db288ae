<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?> <?cs call:state(Org.Status, Org.StatusWord) ?></h1><?cs if:May.Org ?><?cs call:page_link(Org.Path + "/edit", t("Change it")) ?><?cs /if ?></div>
<?cs if:Org.Logo ?><p><img src="<?cs var:url_validate(Org.Logo) ?>" alt="<?cs var:t("Its logo") ?>" height="48"></p><?cs /if ?>
<?cs call:facts(Facts) ?>
<?cs if:subcount(Org.Moves) > #0 ?><div class="notice"><?cs each:move = Org.Moves ?><p><?cs var:move.Text ?> <?cs var:move.Reason ?></p><?cs /each ?></div><?cs /if ?>
<?cs if:May.Org ?>
<p class="actions">
<a class="button" href="<?cs var:url_validate(Org.Path) ?>/brand"><?cs var:t("Brand and portal") ?></a>
<a class="button" href="<?cs var:url_validate(Org.Path) ?>/subscription-rules"><?cs var:t("Subscription rules") ?></a>
<?cs if:May.Catalogue ?><a class="button" href="<?cs var:url_validate(Org.Path) ?>/prices"><?cs var:t("Personal price list") ?></a><?cs /if ?>
<a class="button" href="<?cs var:url_validate(Org.Path) ?>/move"><?cs var:t("Move all customers") ?></a>
<?cs if:subcount(Org.Moves) > #0 ?><a class="button danger" href="<?cs var:url_validate(Org.Path) ?>/move/undo"><?cs var:t("Call the move off") ?></a><?cs /if ?>
<?cs if:Org.Status != "active" ?><a class="button" href="<?cs var:url_validate(Org.Path) ?>/status?to=active"><?cs var:t("Make it active") ?></a><?cs /if ?>
<?cs if:Org.Status == "active" ?><a class="button danger" href="<?cs var:url_validate(Org.Path) ?>/status?to=suspended"><?cs var:t("Suspend") ?></a><?cs /if ?>
<?cs if:Org.Status == "archived" ?><a class="button danger" href="<?cs var:url_validate(Org.Path) ?>/delete"><?cs var:t("Delete") ?></a><?cs /if ?>
<?cs if:Org.Status != "archived" ?><a class="button danger" href="<?cs var:url_validate(Org.Path) ?>/status?to=archived"><?cs var:t("Archive") ?></a><?cs /if ?>
</p>
<?cs /if ?>
<?cs if:May.Support ?>
<h2><?cs var:t("People") ?></h2>
<?cs if:May.User ?><p class="actions">
<a class="button" href="<?cs var:url_validate(Org.Path) ?>/invite"><?cs var:t("Invite people") ?></a>
<a class="button" href="<?cs var:url_validate(Org.Path) ?>/users/new"><?cs var:t("Add a person") ?></a>
<a class="button" href="<?cs var:url_validate(Org.Path) ?>/registration"><?cs var:t("Self-registration") ?></a>
</p><?cs /if ?>
<?cs set:People.Title = t("People") ?><?cs call:table(People) ?>
<?cs if:Keys.Count > #0 ?>
<h2><?cs var:t("API keys") ?></h2>
<?cs set:Keys.Title = t("API keys") ?><?cs call:table(Keys) ?>
<?cs /if ?>
<h2><?cs var:t("Orders") ?></h2>
<?cs if:Org.OrderHref ?><p class="actions"><a class="button" href="<?cs var:url_validate(Org.OrderHref) ?>"><?cs var:t("Order on its behalf") ?></a></p><?cs /if ?>
<?cs set:Orders.Title = t("Orders") ?><?cs call:table(Orders) ?>
<?cs if:Orders.More ?><p><a href="/admin/orders?org=<?cs var:url_escape(Org.Id) ?>"><?cs var:t("All its orders") ?></a></p><?cs /if ?>
<?cs /if ?>
<?cs call:history_part() ?>
<?cs include!"layout_end.cs" ?>
