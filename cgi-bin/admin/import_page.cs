<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?> <?cs call:state(File.Status, File.StatusWord) ?></h1></div>
<?cs call:facts(Facts) ?>
<?cs if:File.Works ?><p class="notice"><?cs var:t("It is being worked on.") ?> <a href="<?cs var:url_validate(File.Path) ?>"><?cs var:t("See how far it is") ?></a></p><?cs /if ?>
<?cs if:File.Faulty ?><p class="notice"><?cs var:t("Nothing can be applied while a line is faulty. Mend the file and send it again.") ?></p><?cs /if ?>
<?cs if:File.Same ?><p class="notice"><?cs var:t("The catalogue says all of this already. There is nothing to apply.") ?></p><?cs /if ?>
<?cs if:File.Failed ?><p class="notice"><?cs var:t("Something changed between the check and now, so nothing was written. The faults below say what. Send the file again.") ?></p><?cs /if ?>
<?cs if:File.Rest ?><p class="notice"><?cs var:t("The file was applied but for the lines below, which could no longer be written: each says why. They were left as they were.") ?></p><?cs /if ?>
<?cs if:File.Ready && May.Catalogue ?>
<form method="post" action="<?cs var:url_validate(File.Path) ?>/apply">
<?cs call:form_proof() ?>
<p class="actions"><button type="submit" class="button primary"><?cs var:t("Apply all of it") ?></button></p>
</form>
<?cs /if ?>
<?cs call:table(Lines) ?>
<?cs include!"layout_end.cs" ?>
