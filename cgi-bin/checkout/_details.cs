<?cs # The part that both forms of the customer step share: whose form it is, and the delivery address that opens with its box.

  details_ways(new)     the two ways, the current one marked
  details_fields(form)  the fields; those of the delivery stand in a group that shows while its box is ticked
?>
<?cs def:details_ways(new) ?>
<nav class="tabs" aria-label="<?cs var:t("Customer") ?>"><ul>
<li><a href="<?cs var:url_validate(Checkout) ?>/details?choose=1"<?cs if:!new ?> aria-current="page"<?cs /if ?>><?cs call:own(t("A customer of yours"), tf("A customer of %s", Person.OnBehalf)) ?></a></li>
<li><a href="<?cs var:url_validate(Checkout) ?>/details/new"<?cs if:new ?> aria-current="page"<?cs /if ?>><?cs var:t("A new customer") ?></a></li>
</ul></nav>
<?cs /def ?>

<?cs def:details_fields(form) ?>
<?cs each:f = form.Fields ?>
<?cs if:f.Name == "delivery_name" ?><div class="delivery"><?cs /if ?>
<?cs call:form_field(f) ?>
<?cs if:f.Name == "delivery_country" ?></div><?cs /if ?>
<?cs /each ?>
<?cs /def ?>
