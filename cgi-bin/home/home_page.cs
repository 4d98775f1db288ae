<?cs include!"layout_top.cs" ?>
<h1><?cs var:Home.Welcome ?></h1>
<?cs call:cards(Cards) ?>
<?cs include!"layout_end.cs" ?>
