<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<p class="lead"><?cs var:Subscription.Text ?></p>
<?cs call:refusal(t("Not done"), Refusal) ?>
<?cs if:Sentence ?><div class="notice"><p><?cs var:Sentence ?></p><?cs if:Why ?><p><?cs var:Why ?></p><?cs /if ?></div><?cs /if ?>
<?cs call:facts(Facts) ?>
<h2><?cs if:Now.Credit ?><?cs var:t("Credited today") ?><?cs else ?><?cs var:t("Invoiced today") ?><?cs /if ?></h2>
<?cs if:Earlier ?><p class="quiet"><?cs var:Earlier ?></p><?cs /if ?>
<?cs if:Now.Any ?>
<div class="scroll"><table class="list">
<caption class="unseen"><?cs if:Now.Credit ?><?cs var:t("Credited today") ?><?cs else ?><?cs var:t("Invoiced today") ?><?cs /if ?></caption>
<thead><tr><th scope="col"><?cs var:t("What") ?></th><th scope="col"><?cs var:t("Period") ?></th><th scope="col" class="money"><?cs var:t("Amount before tax") ?></th></tr></thead>
<tbody>
<?cs each:line = Lines ?>
<tr><td class="text main"><?cs var:line.Name ?></td><td class="text" data-label="<?cs var:t("Period") ?>"><?cs var:line.Period ?></td><td class="money" data-label="<?cs var:t("Amount before tax") ?>"><?cs var:line.Amount ?></td></tr>
<?cs /each ?>
</tbody></table></div>
<dl class="bill">
<div><dt><?cs var:t("Net") ?></dt><dd><?cs var:Now.Net ?></dd></div>
<div><dt><?cs var:t("Tax") ?></dt><dd><?cs var:Now.Tax ?></dd></div>
<div class="total"><dt><?cs var:t("Total") ?></dt><dd><?cs var:Now.Total ?></dd></div>
<?cs each:use = Uses ?><div><dt><?cs var:use.Text ?></dt><dd><?cs var:use.Amount ?></dd></div>
<?cs /each ?>
<?cs if:Now.Open.Label ?><div class="total"><dt><?cs var:Now.Open.Label ?></dt><dd><?cs var:Now.Open.Amount ?></dd></div><?cs /if ?>
</dl>
<?cs if:Now.Credit ?><p class="quiet"><?cs var:t("You get a credit note.") ?></p><?cs /if ?>
<?cs else ?>
<p class="quiet"><?cs var:t("Nothing falls due today.") ?></p>
<?cs /if ?>
<h2><?cs var:t("Coming payments") ?></h2>
<?cs if:Later.0.On ?>
<?cs call:payments(Later) ?>
<?cs if:Rest.0.On ?><details class="rest"><summary><?cs var:RestLabel ?></summary><?cs call:payments(Rest) ?></details><?cs /if ?>
<?cs if:MoreFollow ?><p class="quiet follow"><?cs var:t("More payments may follow, because it goes on until it is cancelled.") ?></p><?cs /if ?>
<?cs else ?>
<p class="quiet"><?cs if:Paused ?><?cs var:Paused ?><?cs elif:MoreFollow ?><?cs var:t("More payments may follow, because it goes on until it is cancelled.") ?><?cs else ?><?cs var:t("No payment is planned.") ?><?cs /if ?></p>
<?cs /if ?>
<?cs if:ByUsage ?><p class="quiet"><?cs var:ByUsage ?></p><?cs /if ?>
<form class="place" method="post" action="<?cs var:url_validate(Action) ?>">
<?cs call:form_proof() ?>
<?cs each:field = Hidden ?><input type="hidden" name="<?cs var:field.Name ?>" value="<?cs var:field.Value ?>"><?cs /each ?>
<p class="actions"><button type="submit" class="button <?cs if:Danger ?>danger<?cs else ?>primary<?cs /if ?>"><?cs var:Submit ?></button> <?cs if:HasForm ?><a class="button plain" href="<?cs var:url_validate(Action) ?>"><?cs var:t("Back") ?></a><?cs else ?><a class="button plain" href="<?cs var:url_validate(Subscription.Href) ?>"><?cs var:t("Back") ?></a><?cs /if ?></p>
</form>
<?cs include!"layout_end.cs" ?>
