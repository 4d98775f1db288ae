<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?> <?cs call:state(Invoice.State, Invoice.StateWord) ?></h1>
<?cs if:Invoice.Pdf ?><a class="button primary" href="<?cs var:url_validate(Invoice.Pdf) ?>"><?cs call:icon("download") ?><?cs var:t("Download PDF") ?></a><?cs /if ?></div>
<?cs if:Invoice.DropHref ?><div class="notice"><p><?cs var:t("It gets its number, and goes out, as soon as the worker comes by. Until then it can be dropped.") ?></p></div><?cs /if ?>
<?cs if:Invoice.CancelHref || Invoice.DropHref ?><p class="actions"><?cs if:Invoice.CancelHref ?><a class="button danger" href="<?cs var:url_validate(Invoice.CancelHref) ?>"><?cs var:t("Cancel this invoice") ?></a><?cs /if ?><?cs if:Invoice.DropHref ?><a class="button danger" href="<?cs var:url_validate(Invoice.DropHref) ?>"><?cs var:t("Drop this draft") ?></a><?cs /if ?></p><?cs /if ?>
<?cs include!"invoice_paper.cs" ?>
<?cs call:history_part() ?>
<?cs include!"layout_end.cs" ?>
