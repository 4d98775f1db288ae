<?php
// The list's statements, six without a search and six with one, and what a page shows of their rows.
declare(strict_types=1);

const PAGE_ROWS = 50;

function customers_statement(string $sort, bool $newer, bool $keyed, bool $searched): string
{
    $key = $sort === 'name' ? 'r.name' : 'r.created_at';
    $index = $sort === 'name' ? 'customer_org_name' : 'customer_org_created';
    $down = $sort === 'created';
    $beyond = $down === $newer ? '>' : '<';
    $read = $beyond === '<' ? ' DESC' : '';
    $shown = $down ? ' DESC' : '';
    $after = $keyed ? " AND $key $beyond= ? AND ($key $beyond ? OR r.id $beyond ?)" : '';
    return "SELECT c.name, p.first_name, p.last_name, c.email, c.country, c.created_at, c.public_id, l.k AS list_key, l.id AS list_id"
        . " FROM (SELECT r.id, $key AS k FROM customer r FORCE INDEX ($index) WHERE r.org_id = ?"
        . ($searched ? ' AND (r.name LIKE ? OR r.email LIKE ? OR EXISTS (SELECT 1 FROM party x WHERE x.id = r.party_id AND x.city LIKE ?))' : '')
        . "$after ORDER BY $key$read, r.id$read LIMIT ?) l"
        . " JOIN customer c ON c.id = l.id JOIN party p ON p.id = c.party_id ORDER BY l.k$shown, l.id$shown";
}

function customers_page(PDO $db, int $org, string $zone_name, string $path, array $asked): array
{
    $sort = ($asked['sort'] ?? '') === 'created' ? 'created' : 'name';
    $search = mb_substr(trim((string)($asked['q'] ?? '')), 0, 100);
    $like = '%' . addcslashes($search, '%_\\') . '%';
    $newer = ($asked['dir'] ?? '') === 'newer';
    $keys = explode("\x1f", (string)base64_decode(strtr((string)($asked['key'] ?? ''), '-_', '+/'))) + [1 => null];
    $key = $keys[1] === null ? null : $keys[0];

    $statement = $db->prepare(customers_statement($sort, $newer, $key !== null, $search !== ''));
    $values = [$org, ...($search === '' ? [] : [$like, $like, $like]), ...($key === null ? [] : [$key, $key, $keys[1]]), PAGE_ROWS + 1];
    foreach ($values as $i => $value) { // LIMIT takes no text
        $statement->bindValue($i + 1, $value, is_int($value) ? PDO::PARAM_INT : PDO::PARAM_STR);
    }
    $statement->execute();
    $found = $statement->fetchAll();
    $more = count($found) > PAGE_ROWS;
    if ($more) {
        $newer ? array_shift($found) : array_pop($found);
    }
    $utc = new DateTimeZone('UTC');
    $zone = new DateTimeZone($zone_name);
    $rows = [];
    foreach ($found as $row) {
        $at = new DateTimeImmutable($row['c.created_at'], $utc);
        $rows[] = [
            'href' => '/customers/' . id_text($row['c.public_id']),
            'name' => $row['c.name'],
            'first_name' => $row['p.first_name'],
            'last_name' => $row['p.last_name'],
            'email' => $row['c.email'],
            'mailto' => str_replace('%40', '@', rawurlencode($row['c.email'])),
            'country' => $GLOBALS['settings']['countries'][$row['c.country']] ?? $row['c.country'],
            'iso' => substr_replace(substr($row['c.created_at'], 0, 19), 'T', 10, 1) . 'Z',
            'since' => $at->setTimezone($zone)->format('j M Y, H:i'),
        ];
    }
    return ['rows' => $rows, 'sort' => $sort, 'search' => $search] + customers_links($path, $asked, $found, $key !== null, $newer, $more);
}

// This page's address with other parameters; the filters stay.
function customers_links(string $path, array $asked, array $found, bool $later, bool $newer, bool $more): array
{
    $kept = array_filter(['sort' => $asked['sort'] ?? '', 'q' => $asked['q'] ?? ''], 'strlen');
    $search = array_diff_key($kept, ['sort' => 1]);
    $link = fn (array $parameters): string => $path . ($parameters ? '?' . http_build_query($parameters, '', '&', PHP_QUERY_RFC3986) : '');
    $key_of = fn (array $row): string => base64url("{$row['l.list_key']}\x1f{$row['l.list_id']}");
    return [
        'sort_links' => ['name' => $link($search + ['sort' => 'name']), 'created' => $link($search + ['sort' => 'created'])],
        'first' => $later ? $link($kept) : '',
        'newer' => $found && ($newer ? $more : $later) ? $link($kept + ['key' => $key_of($found[0]), 'dir' => 'newer']) : '',
        'older' => $found && ($newer || $more) ? $link($kept + ['key' => $key_of($found[count($found) - 1])]) : '',
        'csv' => $link($kept + ['format' => 'csv']),
    ];
}
