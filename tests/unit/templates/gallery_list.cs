<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs call:page_link("/orders/new", t("Place an order")) ?></div>
<?cs call:table(Orders) ?>
<?cs include!"layout_end.cs" ?>
