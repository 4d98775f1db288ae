<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:t("A hidden field is on no page, in no list, no search and no file of the people concerned; a read-only one can be seen, but what they send for it does not count. Our own staff always see everything.") ?></p>
<?cs call:links(Audiences) ?>
<?cs include!"layout_end.cs" ?>
