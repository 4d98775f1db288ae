<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?> <?cs call:state("unpaid", t("Unpaid")) ?></h1><a class="button" href="/invoices/x.pdf"><?cs call:icon("download") ?><?cs var:t("Download PDF") ?></a></div>
<article class="document">
<div class="parties"><div><h2><?cs var:t("From") ?></h2><p>Example Vendor Ltd<br>1 Market Square<br>1010 Vienna</p></div>
<div><h2><?cs var:t("Billed to") ?></h2><p>Northwind Example GmbH<br>Harbour Street 5<br>20457 Hamburg</p></div></div>
<?cs call:facts(Facts) ?>
<?cs call:table(Lines) ?>
</article>
<?cs include!"layout_end.cs" ?>
