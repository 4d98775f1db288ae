<?php
// The customers list as a PHP page: the same statements, the same HTML, no framework. What a page of cgi-bin/customers is measured
// against. session.php: who asks; list.php: the statements and their rows; BENCH_SETTINGS names the settings that the measurement wrote.
declare(strict_types=1);

require '/usr/share/php/Twig/autoload.php';
require __DIR__ . '/session.php';
require __DIR__ . '/list.php';

$settings = require $_SERVER['BENCH_SETTINGS'];
$now = gmdate('Y-m-d H:i:s');
$db = database_open($settings);
$who = session_find($db, $settings, $_COOKIE['portico_partner'] ?? '', $now);
if (!$who) {
    header('Location: /login?next=' . rawurlencode($_SERVER['REQUEST_URI']), true, 303);
    exit;
}
$path = strtok($_SERVER['REQUEST_URI'], '?');
$menu = menu_of($settings['menu'], $who['rights'], $path);
if (!in_array('customer.read', $who['rights'], true)) {
    http_response_code(403);
    exit;
}
$brand = id_text($who['o.public_id']) . "-{$who['o.brand_revision']}";
$logos = ['image/png' => 'png', 'image/jpeg' => 'jpg', 'image/webp' => 'webp'];
$theme = $_COOKIE['portico_theme'] ?? '';
$page = customers_page($db, (int)$who['p.org_id'], $who['p.zone'], $path, $_GET) + [
    'title' => 'Customers',
    'path' => $path,
    'site' => $settings['site'],
    'zone' => 'Times are in ' . ($who['p.zone'] === 'UTC' ? 'UTC'
        : str_replace('_', ' ', $who['p.zone']) . ' (UTC' . (new DateTimeImmutable('now', new DateTimeZone($who['p.zone'])))->format('P') . ')') . '.',
    'assets' => $settings['assets'],
    'theme' => $theme === 'light' || $theme === 'dark' ? $theme : '',
    'menu' => $menu,
    'person' => ['name' => $who['p.name'], 'email' => $who['p.email'], 'org' => $who['o.name']],
    'brand_css' => $who['o.colour'] === '' ? '' : "/home/brand/$brand.css",
    'brand_logo' => isset($logos[$who['o.logo_type']]) ? "/home/logo/$brand.{$logos[$who['o.logo_type']]}" : '',
    'csrf' => base64url(hash_hmac('sha256', 'csrf', $who['s.csrf_secret'], true)),
    'form_key' => base64url(random_bytes(16)),
    'state_theme' => state_make($settings['key'], 'theme'),
];

$twig = new Twig\Environment(new Twig\Loader\FilesystemLoader(__DIR__ . '/templates'), [
    'cache' => $settings['cache'],
    'auto_reload' => false,
    'autoescape' => 'html',
]);
// Twig writes an apostrophe as &#039;, the portal as &#39;: the pages shall be equal to the byte.
$html = str_replace('&#039;', '&#39;', $twig->render('customers.html.twig', $page));

header("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    . "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
header('X-Content-Type-Options: nosniff');
header('Referrer-Policy: same-origin');
header('Cross-Origin-Opener-Policy: same-origin');
header('Cross-Origin-Resource-Policy: same-origin');
header('Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()');
header('Cache-Control: private, no-cache');
header('Content-Length: ' . strlen($html));
echo $html;
