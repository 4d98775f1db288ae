<?cs include!"layout_top.cs" ?>
<h1><?cs var:Desk.Welcome ?></h1>
<?cs call:cards(Cards) ?>
<?cs include!"layout_end.cs" ?>
