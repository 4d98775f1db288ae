<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<?cs call:steps(Steps) ?>
<?cs if:Promo.Problem ?><p class="notice"><?cs var:Promo.Problem ?></p><?cs /if ?>
<ul class="basket">
<?cs each:part = Parts ?>
<li<?cs if:part.Problem ?> class="wrong"<?cs /if ?>>
<div class="what">
<h2><?cs var:part.Quantity ?> × <?cs var:part.Name ?></h2>
<p class="quiet"><?cs var:part.Term ?></p>
<?cs if:part.Limits ?><p class="quiet"><?cs var:part.Limits ?></p><?cs /if ?>
<?cs if:part.Problem ?><p class="error"><?cs var:part.Problem ?></p><?cs /if ?>
</div>
<p class="price">
<?cs each:price = part.Prices ?>
<span><strong><?cs var:price.Amount ?></strong> <?cs var:price.Period ?></span>
<?cs /each ?>
</p>
</li>
<?cs /each ?>
</ul>
<?cs if:Promo.Text ?><p><?cs var:t("Promotion") ?>: <?cs var:Promo.Text ?></p><?cs /if ?>
<?cs if:Sound ?>
<form method="post" action="<?cs var:url_validate(Checkout) ?>/fill">
<?cs call:form_proof() ?><input type="hidden" name="purchase" value="<?cs var:Purchase ?>"><input type="hidden" name="pc" value="<?cs var:Pc ?>">
<p class="actions"><button type="submit" class="button primary"><?cs var:t("Put into the basket") ?></button> <a class="button plain" href="<?cs var:url_validate(Checkout) ?>"><?cs var:t("Back to the basket") ?></a></p>
</form>
<?cs else ?>
<p class="actions"><a class="button" href="<?cs var:url_validate(Offers) ?>"><?cs var:t("See the offers") ?></a></p>
<?cs /if ?>
<?cs include!"layout_end.cs" ?>
