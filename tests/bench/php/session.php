<?php
// The connection, who asks, what they may see, and the proofs that their forms carry.
declare(strict_types=1);

// Kept by the process from one request to the next.
function database_open(array $settings): PDO
{
    return new PDO("mysql:unix_socket={$settings['socket']};dbname={$settings['database']};charset=utf8mb4", $settings['user'],
        $settings['password'], [
            PDO::ATTR_PERSISTENT => true,
            PDO::ATTR_EMULATE_PREPARES => false,
            PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION,
            PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC,
            PDO::ATTR_FETCH_TABLE_NAMES => true, // two columns of the guard's statement are called name
            PDO::MYSQL_ATTR_INIT_COMMAND => "SET NAMES utf8mb4 COLLATE utf8mb4_uca1400_ai_ci, time_zone='+00:00', tx_read_only=ON",
        ]);
}

// $settings: the portal's own statement, as it prepared it, and what each role may do.
function session_find(PDO $db, array $settings, string $token, string $now): ?array
{
    $statement = $db->prepare($settings['guard']);
    $statement->execute([hash('sha256', (string)base64_decode(strtr($token, '-_', '+/')), true), 'partner', $now, $now]);
    $who = $statement->fetch();
    if (!$who) {
        return null;
    }
    $who['rights'] = ['signed-in'];
    foreach (explode(',', $who['p.roles']) as $role) {
        array_push($who['rights'], ...$settings['rights'][$role] ?? []);
    }
    return $who;
}

function menu_of(array $rows, array $rights, string $path): array
{
    $menu = [];
    foreach ($rows as [$label, $href, $need]) {
        if (in_array($need, $rights, true)) {
            $current = $path === $href || str_starts_with($path, "$href/");
            $menu[] = ['label' => $label, 'href' => $href, 'current' => $current, 'icon' => basename(str_starts_with($href, '/pages/') ? '/pages' : $href)];
        }
    }
    return $menu;
}

function base64url(string $bytes): string
{
    return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
}

function state_make(string $key, string $purpose): string
{
    $part = "$purpose." . (time() + 12 * 3600) . '.' . base64url(random_bytes(16));
    return "$part." . base64url(hash_hmac('sha256', "state:$part", $key, true));
}

// 64 bits as thirteen digits of Crockford's base 32. What does not fit a signed number comes as text.
function id_text(int|string $id): string
{
    if (is_string($id)) {
        $high = $low = 0;
        foreach (str_split($id) as $digit) {
            $low = $low * 10 + (int)$digit;
            $high = $high * 10 + ($low >> 32);
            $low &= 0xffffffff;
        }
        $id = $high << 32 | $low;
    }
    $text = '';
    for ($shift = 60; $shift >= 0; $shift -= 5) {
        $text .= '0123456789abcdefghjkmnpqrstvwxyz'[$id >> $shift & ($shift === 60 ? 15 : 31)];
    }
    return $text;
}
