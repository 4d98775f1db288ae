<?cs include!"layout_top.cs" ?>
<?cs include!"blocks.cs" ?>
<?cs if:!Titled || Basket ?><div class="heading"><?cs if:!Titled ?><h1><?cs var:Page.Title ?></h1><?cs /if ?><?cs call:basket_link(Basket) ?></div><?cs /if ?>
<?cs call:blocks(Blocks) ?>
<?cs include!"layout_end.cs" ?>
