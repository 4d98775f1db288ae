<?cs include!"layout_top.cs" ?>
<div class="heading"><h1><?cs var:Page.Title ?></h1><?cs if:Group.Edit ?><?cs call:page_link(Group.Edit, t("Change")) ?><?cs /if ?></div>
<?cs call:facts(Facts) ?>
<h2><?cs var:t("Billing portal") ?></h2>
<?cs if:Group.Own ?>
<p><?cs var:t("This is an organisation's own bill group. Its people see its invoices in the partner portal.") ?></p>
<?cs else ?>
<?cs if:!Group.Open ?><div class="notice"><p><?cs var:t("No contract of this bill group runs, and no invoice is open, so its portal is closed.") ?></p></div><?cs /if ?>
<?cs if:Group.Open ?>
<p><?cs var:t("The link to share. Give it to the customer yourself: nothing is sent. It opens only for addresses that a rule below covers.") ?></p>
<p class="actions"><code class="share"><?cs var:Group.Portal ?></code><button type="button" class="button" data-copy="<?cs var:Group.Portal ?>" data-copied="<?cs var:t("Copied") ?>" hidden><?cs var:t("Copy the link") ?></button></p>
<?cs if:May.View ?><p class="actions"><a class="button" href="<?cs var:url_validate(Group.Path) ?>/view"><?cs var:t("Look at it as the customer sees it") ?></a></p><?cs /if ?>
<?cs /if ?>
<h2><?cs var:t("Access rules") ?></h2>
<?cs if:Rules.0.Id ?>
<table class="list">
<?cs call:caption(t("Access rules")) ?>
<thead><tr><th scope="col"><?cs var:t("Who") ?></th><th scope="col"><?cs var:t("Lets in") ?></th><th scope="col"><?cs var:t("Reason") ?></th><th scope="col"><?cs var:t("Added by") ?></th><th scope="col"><?cs var:t("Added") ?></th><?cs if:May.Rule ?><th scope="col"><span class="unseen"><?cs var:t("Actions") ?></span></th><?cs /if ?></tr></thead>
<tbody>
<?cs each:rule = Rules ?>
<tr><td class="text main" data-label="<?cs var:t("Who") ?>"><?cs var:rule.Value ?></td><td class="text" data-label="<?cs var:t("Lets in") ?>"><?cs var:rule.Kind ?></td><td class="text" data-label="<?cs var:t("Reason") ?>"><?cs var:rule.Reason ?></td><td class="text" data-label="<?cs var:t("Added by") ?>"><?cs var:rule.Author ?></td><td class="date" data-label="<?cs var:t("Added") ?>"><time datetime="<?cs var:rule.Iso ?>"><?cs var:rule.When ?></time></td><?cs if:May.Rule ?><td class="text" data-label="<?cs var:t("Actions") ?>"><a href="<?cs var:url_validate(Group.Path) ?>/rules/<?cs var:rule.Id ?>/remove"><?cs var:t("Remove") ?><span class="unseen">: <?cs var:rule.Value ?></span></a></td><?cs /if ?></tr>
<?cs /each ?>
</tbody>
</table>
<?cs else ?><p class="quiet"><?cs var:t("Nobody can sign in to this portal yet.") ?></p><?cs /if ?>
<?cs if:May.Rule && Group.Open ?><p class="actions"><a class="button primary" href="<?cs var:url_validate(Group.Path) ?>/rules/new"><?cs var:t("Let somebody in") ?></a></p><?cs /if ?>
<?cs /if ?>
<h2><?cs var:t("Invoices") ?></h2>
<?cs if:Invoices.Count > #0 ?><?cs set:Invoices.Title = t("Invoices") ?><?cs call:table(Invoices) ?><p><a href="<?cs var:url_validate(Invoices.All) ?>"><?cs var:t("All its invoices") ?></a></p><?cs else ?><p class="quiet"><?cs var:Invoices.Empty ?></p><?cs /if ?>
<?cs call:history_part() ?>
<?cs include!"layout_end.cs" ?>
