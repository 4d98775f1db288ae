<?cs # Lists: search and filters as a GET form that the URL keeps, the table (cards on a phone), sums, pager, CSV, and what to say
  when there is nothing. What view_table and list_show put is drawn; beside it a handler may put

  Title                                 its name where a page has several lists
  Keep.N.{Name, Value}                  what the search must not lose
  Filters.N.{Name, Label, Options}      one select each
  Sums.N.{Label, Text}                  totals, one a currency
?>
<?cs def:table_filter(list, filter) ?>
<div class="field"><label for="filter-<?cs var:filter.Name ?>"><?cs var:filter.Label ?></label>
<select class="input" id="filter-<?cs var:filter.Name ?>" name="<?cs var:filter.Name ?>">
<?cs call:form_options(filter.Options) ?>
</select></div>
<?cs /def ?>

<?cs def:table_search(list) ?>
<?cs if:?list.Search || list.Filters.0.Name ?>
<form class="search" method="get" role="search">
<?cs each:keep = list.Keep ?>
<input type="hidden" name="<?cs var:keep.Name ?>" value="<?cs var:keep.Value ?>">
<?cs /each ?>
<?cs each:column = list.Columns ?>
<?cs if:column.Sorted && column.Sort ?><input type="hidden" name="sort" value="<?cs var:column.Sort ?>"><?cs /if ?>
<?cs /each ?>
<?cs if:?list.Search ?>
<div class="field grow"><label class="unseen" for="search"><?cs var:t("Search") ?></label><input class="input" type="search" id="search" name="q" value="<?cs var:list.Search ?>" maxlength="100" placeholder="<?cs var:t("Search") ?>"></div>
<?cs /if ?>
<?cs each:filter = list.Filters ?>
<?cs call:table_filter(list, filter) ?>
<?cs /each ?>
<button type="submit" class="button"><?cs call:icon("search") ?><?cs var:t("Search") ?></button>
<?cs if:list.Searched ?><a class="button plain" href="<?cs var:url_validate(Page.Path) ?>"><?cs var:t("Show all") ?></a><?cs /if ?>
</form>
<?cs /if ?>
<?cs /def ?>

<?cs def:table_head(list) ?>
<thead><tr>
<?cs each:column = list.Columns ?>
<th scope="col" class="<?cs var:column.Kind ?>"<?cs if:column.Sorted ?> aria-sort="<?cs if:column.Sorted == "down" || column.Kind == "date" || column.Kind == "time" ?>descending<?cs else ?>ascending<?cs /if ?>"<?cs /if ?>><?cs if:column.SortHref ?><a href="<?cs var:url_validate(column.SortHref) ?>"><?cs var:column.Label ?></a><?cs else ?><?cs var:column.Label ?><?cs /if ?></th>
<?cs /each ?>
</tr></thead>
<?cs /def ?>

<?cs def:table_body(list) ?>
<tbody>
<?cs each:row = list.Rows ?>
<tr><?cs each:c = row.Cells ?><td class="<?cs var:c.Class ?>" data-label="<?cs var:c.Label ?>"><?cs if:c.Plain ?><?cs var:c.Text ?><?cs elif:c.Href ?><a href="<?cs var:url_validate(c.Href) ?>"><?cs var:c.Text ?></a><?cs elif:c.Iso ?><time datetime="<?cs var:c.Iso ?>"><?cs var:c.Text ?></time><?cs elif:c.State ?><span class="state" data-state="<?cs var:c.State ?>"><?cs var:c.Text ?></span><?cs elif:c.Absent ?><span class="quiet"><?cs var:c.Text ?></span><?cs /if ?></td><?cs /each ?></tr>
<?cs /each ?>
</tbody>
<?cs /def ?>

<?cs def:table_sums(list) ?>
<?cs if:list.Sums.0.Text ?>
<dl class="sums">
<?cs each:sum = list.Sums ?>
<div><dt><?cs var:sum.Label ?></dt><dd><?cs var:sum.Text ?></dd></div>
<?cs /each ?>
</dl>
<?cs /if ?>
<?cs /def ?>

<?cs def:table_foot(list) ?>
<div class="foot-of-list">
<p class="quiet"><?cs if:list.NewerHref || list.OlderHref ?><?cs var:tn("%d on this page", "%d on this page", list.Count) ?><?cs else ?><?cs var:tn("%d in all", "%d in all", list.Count) ?><?cs /if ?></p>
<?cs if:list.NewerHref || list.OlderHref ?>
<nav class="pager" aria-label="<?cs var:t("Pages") ?>">
<?cs if:list.FirstHref ?><a class="button plain" href="<?cs var:url_validate(list.FirstHref) ?>"><?cs var:t("First page") ?></a><?cs /if ?>
<?cs if:list.NewerHref ?><a class="button" rel="prev" href="<?cs var:url_validate(list.NewerHref) ?>"><?cs var:t("Previous") ?></a><?cs /if ?>
<?cs if:list.OlderHref ?><a class="button" rel="next" href="<?cs var:url_validate(list.OlderHref) ?>"><?cs var:t("Next") ?></a><?cs /if ?>
</nav>
<?cs /if ?>
<?cs if:list.CsvHref ?><a class="csv" href="<?cs var:url_validate(list.CsvHref) ?>"><?cs call:icon("download") ?><?cs var:t("Download as CSV") ?></a><?cs /if ?>
</div>
<?cs /def ?>

<?cs def:table_empty(list) ?>
<div class="empty">
<p><?cs if:list.Empty ?><?cs var:list.Empty ?><?cs elif:list.Searched ?><?cs var:t("Nothing matches this search.") ?><?cs else ?><?cs var:t("There is nothing here yet.") ?><?cs /if ?></p>
<?cs if:!list.Searched && list.EmptyAction.Href ?><p><a class="button primary" href="<?cs var:url_validate(list.EmptyAction.Href) ?>"><?cs var:list.EmptyAction.Label ?></a></p>
<?cs /if ?>
</div>
<?cs /def ?>

<?cs def:table(list) ?>
<?cs if:list.Count > #0 || list.Searched ?><?cs call:table_search(list) ?><?cs /if ?>
<?cs if:list.Count > #0 ?>
<div class="scroll" role="region" aria-label="<?cs if:list.Title ?><?cs var:list.Title ?><?cs else ?><?cs var:Page.Title ?><?cs /if ?>" tabindex="0">
<table class="list">
<?cs call:table_head(list) ?>
<?cs call:table_body(list) ?>
</table>
</div>
<?cs call:table_sums(list) ?>
<?cs if:list.CsvHref || list.NewerHref || list.OlderHref ?><?cs call:table_foot(list) ?><?cs /if ?>
<?cs else ?>
<?cs call:table_empty(list) ?>
<?cs /if ?>
<?cs /def ?>
