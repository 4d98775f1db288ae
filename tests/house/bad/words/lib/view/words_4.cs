<a href="/deals" aria-label="All deals"></a>
