<?cs include!"layout_top.cs" ?>
<h1><?cs var:Home.Welcome ?></h1>
<?cs if:Home.Empty ?><div class="empty"><p><?cs var:Home.Empty ?></p></div><?cs else ?><?cs call:cards(Cards) ?><?cs /if ?>
<?cs include!"layout_end.cs" ?>
