<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?> <?cs call:state(Invoice.State, Invoice.StateWord) ?></h1>
<a class="button primary" href="<?cs var:url_validate(Invoice.Pdf) ?>"><?cs call:icon("download") ?><?cs var:t("Download PDF") ?></a></div>
<?cs include!"invoice_paper.cs" ?>
<?cs call:history_part() ?>
<?cs include!"layout_end.cs" ?>
