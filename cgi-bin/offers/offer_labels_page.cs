<?cs include!"layout_top.cs" ?>
<?cs include!"block_offer.cs" ?>
<div class="heading"><h1><?cs var:t("Offers") ?></h1><?cs call:basket_link(Basket) ?></div>
<?cs if:Labels.0.Title ?>
<ul class="cards">
<?cs each:label = Labels ?>
<li class="card choice"><h2><a href="<?cs var:url_validate(label.Href) ?>"><?cs var:label.Title ?></a></h2><p><?cs var:label.Names ?></p><p class="quiet small"><?cs var:label.Text ?></p></li>
<?cs /each ?>
</ul>
<?cs else ?>
<div class="empty"><p><?cs call:own(t("There is nothing on offer for your organisation at the moment. Your partner manager decides what you may sell."), tf("There is nothing on offer for %s at the moment.", Person.OnBehalf)) ?></p></div>
<?cs /if ?>
<?cs include!"layout_end.cs" ?>
