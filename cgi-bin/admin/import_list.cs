<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<h2><?cs var:t("Export") ?></h2>
<p class="actions"><a class="button" href="/admin/exports/products"><?cs var:t("Products as CSV") ?></a> <a class="button" href="/admin/exports/offers"><?cs var:t("Offers as CSV") ?></a> <a class="button" href="/admin/exports/prices"><?cs var:t("Prices as CSV") ?></a> <a class="button" href="/admin/exports/taxes"><?cs var:t("Tax rules as CSV") ?></a> <a class="button" href="/admin/exports/usage"><?cs var:t("Usage as CSV") ?></a></p>
<?cs if:May.Catalogue ?>
<h2><?cs var:t("Import") ?></h2>
<?cs if:Import.Error ?><div class="summary" role="alert" tabindex="-1" autofocus><h2><?cs var:t("Please check this") ?></h2><ul><li><a href="#file"><?cs var:Import.Error ?></a></li></ul></div><?cs /if ?>
<form method="post" enctype="multipart/form-data" action="/admin/imports">
<?cs call:form_proof() ?>
<div class="field"><label for="kind"><?cs var:t("The file holds") ?></label><select class="input" id="kind" name="kind"><option value="products"><?cs var:t("Products") ?></option><option value="offers"<?cs if:Import.Kind == "offers" ?> selected<?cs /if ?>><?cs var:t("Offers") ?></option><option value="prices"<?cs if:Import.Kind == "prices" ?> selected<?cs /if ?>><?cs var:t("Prices") ?></option><option value="taxes"<?cs if:Import.Kind == "taxes" ?> selected<?cs /if ?>><?cs var:t("Tax rules") ?></option><option value="usage"<?cs if:Import.Kind == "usage" ?> selected<?cs /if ?>><?cs var:t("Usage") ?></option></select></div>
<div class="field<?cs if:Import.Error ?> wrong<?cs /if ?>"><label for="file"><?cs var:t("CSV file") ?></label><?cs if:Import.Error ?><p class="error" id="file-error"><?cs var:Import.Error ?></p><?cs /if ?><input class="input" id="file" name="file" type="file" accept=".csv,text/csv" aria-describedby="file-hint<?cs if:Import.Error ?> file-error<?cs /if ?>"><p class="hint" id="file-hint"><?cs var:t("With the columns of the export, in UTF-8, at most 50,000 lines and 8 MB. It is checked first; you see every change and every fault before anything is written.") ?></p></div>
<p class="actions"><button type="submit" class="button primary"><?cs var:t("Check the file") ?></button></p>
</form>
<?cs /if ?>
<h2><?cs var:t("Files") ?></h2>
<?cs set:Files.Title = t("Files") ?><?cs call:table(Files) ?>
<?cs include!"layout_end.cs" ?>
