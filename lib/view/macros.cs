<?cs # Words that every page may use. Each takes values that the page's C put; nothing here knows an area.

  icon(name)            a picture beside a word, never instead of one
  state(value, word)    a state's word with its shape
  time_of(t)            a day or an instant put by view_put_date or view_put_utc
  facts(list)           list.N.{Label, Text, and of these what applies: Href, Iso, State, Note}
  steps(list)           list.N.{Label, Href, Current, Done}
  cards(list)           list.N.{Title, Figure, Change, Text, Href, More, Spark.{Line,Area,Title}, Points.M.{Label,Text}}
  history(list)         list.N.{What, Who, When, Iso, Note}
  history_part()        History with its heading, when there is any
  versions_part()       Versions, as facts, with their heading, when there is any
  refusal(title, text)  why something was not done; nothing without a text
  caption(words)        the name of a table that stands in no region of its own
  price_lines(list)     list.N.{Amount, Period, Sell}: what is paid each period; Sell is what the customer pays
  together(list)        the same of everything above it, when there is any
  links(list)           list.N.{Label, Href, Text, Icon}
  payments(list)        a table of list.N.{On, Iso, Net, Tax, Total}
  bill_now(nothing)     Now.{Any, Net, Total, Taxes.N.{Label, Amount, Note}}; nothing: what to say when none of it is due
  bill_later()          the payments Later and, folded, the Rest
  ordered()             a placed order's Lines, and what is paid together; Theirs: at the desk
  ordered_bill()        what it came to: Bill, and the payments
  page_link(href, word) the one primary action of a page
?>
<?cs def:icon(name) ?><svg class="icon" aria-hidden="true"><use href="/static/img/icons.svg?v=<?cs var:Site.Assets ?>#<?cs var:name ?>"></use></svg><?cs /def ?>
<?cs def:state(value, word) ?><span class="state" data-state="<?cs var:value ?>"><?cs var:word ?></span><?cs /def ?>
<?cs def:time_of(t) ?><?cs if:t.Iso ?><time datetime="<?cs var:t.Iso ?>"><?cs var:t ?></time><?cs else ?><?cs var:t ?><?cs /if ?><?cs /def ?>
<?cs def:page_link(href, word) ?><a class="button primary" href="<?cs var:url_validate(href) ?>"><?cs var:word ?></a><?cs /def ?>

<?cs def:facts(list) ?>
<dl class="facts">
<?cs each:fact = list ?>
<div><dt><?cs var:fact.Label ?></dt><dd>
<?cs if:?fact.State ?><?cs call:state(fact.State, fact.Text) ?>
<?cs elif:fact.Href ?><a href="<?cs var:url_validate(fact.Href) ?>"><?cs var:fact.Text ?></a>
<?cs elif:fact.Iso ?><time datetime="<?cs var:fact.Iso ?>"><?cs var:fact.Text ?></time>
<?cs else ?><?cs var:fact.Text ?>
<?cs /if ?>
<?cs if:fact.Note ?> <span class="quiet"><?cs var:fact.Note ?></span><?cs /if ?>
</dd></div>
<?cs /each ?>
</dl>
<?cs /def ?>

<?cs def:steps(list) ?>
<nav class="steps" aria-label="<?cs var:t("Steps") ?>">
<ol>
<?cs each:step = list ?>
<li<?cs if:step.Current ?> class="current" aria-current="step"<?cs elif:step.Done ?> class="done"<?cs /if ?>>
<?cs if:step.Done && step.Href ?><a href="<?cs var:url_validate(step.Href) ?>"><?cs var:step.Label ?></a>
<?cs else ?><span><?cs var:step.Label ?></span>
<?cs /if ?>
<?cs if:step.Done ?><span class="unseen"><?cs var:t("done") ?></span><?cs /if ?>
</li>
<?cs /each ?>
</ol>
</nav>
<?cs /def ?>

<?cs def:spark(s) ?>
<svg class="spark" viewBox="0 0 120 36" preserveAspectRatio="none" role="img" aria-label="<?cs var:s.Title ?>">
<polygon points="<?cs var:s.Area ?>"></polygon><polyline points="<?cs var:s.Line ?>"></polyline>
</svg>
<?cs /def ?>

<?cs def:card_points(card) ?>
<details class="points"><summary><?cs if:card.Drawn ?><?cs var:card.Drawn ?><?cs else ?><?cs var:t("Figures") ?><span class="unseen">: <?cs var:card.Title ?></span><?cs /if ?></summary>
<table class="small"><caption class="unseen"><?cs var:card.Title ?></caption><tbody>
<?cs each:point = card.Points ?>
<tr><th scope="row"><?cs var:point.Label ?></th><td class="number"><?cs var:point.Text ?></td></tr>
<?cs /each ?>
</tbody></table>
</details>
<?cs /def ?>

<?cs def:cards(list) ?>
<ul class="cards">
<?cs each:card = list ?>
<li class="card">
<h2><?cs if:card.Href && !card.More ?><a href="<?cs var:url_validate(card.Href) ?>"><?cs var:card.Title ?></a><?cs else ?><?cs var:card.Title ?><?cs /if ?></h2>
<?cs if:?card.Figure ?><p class="figure"><?cs var:card.Figure ?></p><?cs /if ?>
<?cs if:card.Change ?><p class="change"><?cs var:card.Change ?></p><?cs /if ?>
<?cs if:card.Text ?><p><?cs var:card.Text ?></p><?cs /if ?>
<?cs if:card.Spark.Line ?><?cs call:spark(card.Spark) ?><?cs /if ?>
<?cs if:card.Points.0.Label ?><?cs call:card_points(card) ?><?cs /if ?>
<?cs if:card.Href && card.More ?><p class="more"><a href="<?cs var:url_validate(card.Href) ?>"><?cs var:card.More ?></a></p><?cs /if ?>
</li>
<?cs /each ?>
</ul>
<?cs /def ?>

<?cs def:history(list) ?>
<ol class="history">
<?cs each:event = list ?>
<li><p><?cs var:event.What ?></p>
<?cs if:event.Note ?><p class="note"><?cs var:event.Note ?></p><?cs /if ?>
<p class="quiet"><?cs if:event.Who ?><?cs var:event.Who ?>, <?cs /if ?><time datetime="<?cs var:event.Iso ?>"><?cs var:event.When ?></time></p></li>
<?cs /each ?>
</ol>
<?cs /def ?>

<?cs # What happened to a page's object, where there is something to say. ?>
<?cs def:history_part() ?>
<?cs if:History.0.What ?>
<h2><?cs var:t("History") ?></h2>
<?cs call:history(History) ?>
<?cs /if ?>
<?cs /def ?>

<?cs # Its versions, newest first: facts, where there is one. ?>
<?cs def:versions_part() ?>
<?cs if:Versions.0.Label ?>
<h2><?cs var:t("Versions") ?></h2>
<?cs call:facts(Versions) ?>
<?cs /if ?>
<?cs /def ?>

<?cs # Why what was asked for was not done, on top of the page that asked. ?>
<?cs def:refusal(title, text) ?>
<?cs if:text ?>
<div class="summary" role="alert" tabindex="-1" autofocus><h2><?cs var:title ?></h2><p><?cs var:text ?></p></div>
<?cs /if ?>
<?cs /def ?>

<?cs # A table's name, for who does not see the heading above it. ?>
<?cs def:caption(words) ?><caption class="unseen"><?cs var:words ?></caption><?cs /def ?>

<?cs # What a page says to the organisation's own people; to staff who act for it, of it. ?>
<?cs def:own(ours, theirs) ?><?cs if:Person.OnBehalf || Theirs ?><?cs var:theirs ?><?cs else ?><?cs var:ours ?><?cs /if ?><?cs /def ?>

<?cs def:price_lines(list) ?>
<?cs each:price = list ?>
<span><strong><?cs var:price.Amount ?></strong> <?cs var:price.Period ?><?cs if:price.Sell ?> <span class="quiet small"><?cs call:own(t("your customer pays"), t("the customer pays")) ?> <?cs var:price.Sell ?></span><?cs /if ?></span>
<?cs /each ?>
<?cs /def ?>

<?cs def:together(list) ?>
<?cs if:list.0.Amount ?><div class="together"><p class="what"><?cs var:t("Together, before tax") ?></p><p class="price"><?cs call:price_lines(list) ?></p></div><?cs /if ?>
<?cs /def ?>

<?cs def:links(list) ?>
<ul class="links">
<?cs each:link = list ?>
<li><a href="<?cs var:url_validate(link.Href) ?>"><?cs if:link.Icon ?><?cs call:icon(link.Icon) ?><?cs /if ?><?cs var:link.Label ?></a><?cs if:link.Text ?> <span class="quiet"><?cs var:link.Text ?></span><?cs /if ?></li>
<?cs /each ?>
</ul>
<?cs /def ?>

<?cs def:payments(list) ?>
<div class="scroll"><table class="payments">
<?cs call:caption(t("Coming payments")) ?>
<thead><tr><th scope="col"><?cs var:t("Due") ?></th><th scope="col" class="money"><?cs var:t("Net") ?></th><th scope="col" class="money"><?cs var:t("Tax") ?></th><th scope="col" class="money"><?cs var:t("Total") ?></th></tr></thead>
<tbody>
<?cs each:due = list ?>
<tr><td class="main"><time datetime="<?cs var:due.Iso ?>"><?cs var:due.On ?></time></td><td class="money net" data-label="<?cs var:t("Net") ?>"><?cs var:due.Net ?></td><td class="money tax" data-label="<?cs var:t("Tax") ?>"><?cs var:due.Tax ?></td><td class="money total"><?cs var:due.Total ?></td></tr>
<?cs /each ?>
</tbody></table></div>
<?cs /def ?>

<?cs def:bill_now(nothing) ?>
<dl class="bill">
<?cs if:Now.Any ?>
<div><dt><?cs var:t("Net") ?></dt><dd><?cs var:Now.Net ?></dd></div>
<?cs each:tax = Now.Taxes ?>
<div><dt><?cs var:tax.Label ?><?cs if:tax.Note ?><span class="under"><?cs var:tax.Note ?></span><?cs /if ?></dt><dd><?cs var:tax.Amount ?></dd></div>
<?cs /each ?>
<?cs /if ?>
<div class="total"><dt><?cs var:t("Total") ?></dt><dd><?cs var:Now.Total ?></dd></div>
</dl>
<?cs if:!Now.Any ?><p class="quiet"><?cs var:nothing ?></p><?cs /if ?>
<?cs /def ?>

<?cs def:bill_later() ?>
<?cs if:Later.0.On ?><?cs call:payments(Later) ?><?cs /if ?>
<?cs if:Rest.0.On ?><details class="rest"><summary><?cs var:RestLabel ?></summary><?cs call:payments(Rest) ?></details><?cs /if ?>
<?cs /def ?>

<?cs def:ordered() ?>
<div class="scroll"><table class="list">
<?cs call:caption(t("What was ordered")) ?>
<thead><tr><th scope="col"><?cs var:t("Offer") ?></th><th scope="col" class="number"><?cs var:t("Quantity") ?></th><th scope="col" class="money"><?cs call:own(t("Your price for one"), t("The partner's price for one")) ?></th><?cs if:Sells ?><th scope="col" class="money"><?cs var:t("Customer pays") ?></th><?cs if:Margins ?><th scope="col" class="money"><?cs call:own(t("Your margin"), t("The partner's margin")) ?></th><?cs /if ?><?cs /if ?><th scope="col"><?cs var:t("Price from") ?></th></tr></thead>
<tbody>
<?cs each:line = Lines ?>
<?cs each:item = line.Items ?>
<tr><td class="main"><?cs var:line.Name ?><?cs if:item.Name != line.Name ?><span class="under"><?cs var:item.Name ?></span><?cs /if ?><?cs if:item.Less ?><span class="under"><?cs var:item.Less ?></span><?cs /if ?><?cs if:item.Due ?><span class="under"><?cs var:item.Due ?></span><?cs /if ?></td><td class="number" data-label="<?cs var:t("Quantity") ?>"><?cs var:item.Units ?></td><td class="money" data-label="<?cs call:own(t("Your price for one"), t("The partner's price for one")) ?>"><span class="per"><?cs var:item.Buy ?> <span class="quiet"><?cs var:item.Period ?></span></span></td><?cs if:Sells ?><td class="money" data-label="<?cs var:t("Customer pays") ?>"><?cs var:item.Sell ?></td><?cs if:Margins ?><td class="money" data-label="<?cs call:own(t("Your margin"), t("The partner's margin")) ?>"><?cs var:item.Margin ?></td><?cs /if ?><?cs /if ?><td data-label="<?cs var:t("Price from") ?>"><?cs var:item.Source ?></td></tr>
<?cs /each ?>
<?cs /each ?>
</tbody></table></div>
<?cs call:together(Together) ?>
<?cs /def ?>

<?cs def:ordered_bill() ?>
<?cs if:Bill ?>
<h2><?cs var:Bill ?></h2>
<?cs call:bill_now(t("Nothing was due at once.")) ?>
<?cs if:Later.0.On ?>
<h2><?cs var:t("Later") ?></h2>
<?cs call:bill_later() ?>
<?cs /if ?>
<?cs if:MoreFollow ?><p class="quiet follow"><?cs var:t("More payments may follow: at least one part runs on or renews until it is cancelled.") ?></p><?cs /if ?>
<?cs /if ?>
<?cs /def ?>
