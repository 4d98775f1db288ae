<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<?cs if:!Offer.Draft ?><div class="notice"><p><?cs var:t("What is published stays as it is. Your first change begins the next version as a draft.") ?></p></div><?cs /if ?>
<?cs if:Held.0.Id ?>
<div class="scroll" role="region" aria-label="<?cs var:Page.Title ?>" tabindex="0">
<table class="list"><thead><tr><th scope="col"><?cs var:t("Product") ?></th><th scope="col"><?cs var:t("Code") ?></th><th scope="col" class="number"><?cs var:t("Pieces in one offer") ?></th><th scope="col"><span class="unseen"><?cs var:t("Take it out") ?></span></th></tr></thead>
<tbody>
<?cs each:item = Held ?>
<tr><td class="main" data-label="<?cs var:t("Product") ?>"><?cs var:item.Name ?></td><td data-label="<?cs var:t("Code") ?>"><?cs var:item.Code ?></td><td class="number" data-label="<?cs var:t("Pieces in one offer") ?>"><?cs var:item.Quantity ?></td><td><form method="post" action="<?cs var:url_validate(Offer.Path) ?>/items/remove"><?cs call:form_proof() ?><input type="hidden" name="product" value="<?cs var:item.Id ?>"><button type="submit" class="button"><?cs var:t("Take it out") ?><span class="unseen">: <?cs var:item.Name ?></span></button></form></td></tr>
<?cs /each ?>
</tbody></table>
</div>
<?cs /if ?>
<h2><?cs var:t("Add a product, or change its number") ?></h2>
<?cs call:form_summary(Form) ?>
<form method="post" action="<?cs var:url_validate(Offer.Path) ?>/items" novalidate>
<?cs call:form_proof() ?>
<?cs call:form_fields(Form) ?>
<p class="actions"><button type="submit" class="button primary"><?cs var:t("Put it into the offer") ?></button><a class="button plain" href="<?cs var:url_validate(Offer.Path) ?>"><?cs var:t("Back to the offer") ?></a></p>
</form>
<?cs include!"layout_end.cs" ?>
