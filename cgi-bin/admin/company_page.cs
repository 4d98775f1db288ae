<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:May.Company ?><?cs call:page_link(Company.Path + "/edit", t("Change it")) ?><?cs /if ?></div>
<?cs call:facts(Facts) ?>
<p><a href="/admin/taxes"><?cs var:t("Which tax it charges") ?></a></p>
<?cs call:history_part() ?>
<?cs include!"layout_end.cs" ?>
