<?cs include!"macros.cs" ?><?cs include!"form.cs" ?><?cs include!"table.cs" ?>
<?cs def:layout_areas() ?>
<ul class="areas">
<?cs each:area = Page.Menu ?>
<?cs if:area.Heading ?></ul><p class="over-areas"><?cs var:area.Heading ?></p><ul class="areas"><?cs /if ?>
<li><a href="<?cs var:url_validate(area.Href) ?>"<?cs if:area.Current ?> aria-current="page"<?cs /if ?>><?cs if:area.Icon ?><?cs call:icon(area.Icon) ?><?cs else ?><?cs call:icon(area_of(area.Href)) ?><?cs /if ?><?cs var:area.Label ?></a></li>
<?cs /each ?>
</ul>
<?cs /def ?>
<?cs def:layout_person() ?>
<details class="person"><summary><?cs call:icon("person") ?><span><?cs if:Person.Name ?><?cs var:Person.Name ?><?cs else ?><?cs var:Person.Email ?><?cs /if ?></span></summary>
<div class="sheet">
<p><strong><?cs var:Person.Name ?></strong><br><?cs var:Person.Email ?><?cs if:Person.Org ?><br><?cs var:Person.Org ?><?cs /if ?></p>
<?cs if:Page.Account ?><p><a href="<?cs var:url_validate(Page.Account) ?>"><?cs var:t("Account") ?></a></p><?cs /if ?>
<form method="post" action="<?cs if:Page.SignOut ?><?cs var:url_validate(Page.SignOut) ?><?cs else ?>/login/out<?cs /if ?>"><?cs call:form_proof() ?><button type="submit" class="button"><?cs call:icon("signout") ?><?cs var:t("Sign out") ?></button></form>
</div></details>
<?cs /def ?>
<?cs def:layout_crumbs() ?>
<nav class="crumbs" aria-label="<?cs var:t("You are here") ?>"><ol>
<?cs if:Page.Menu.0.Href ?><li><a href="<?cs var:url_validate(Page.Menu.0.Href) ?>"><?cs var:Page.Menu.0.Label ?></a></li><?cs /if ?>
<?cs each:crumb = Page.Crumbs ?>
<li><?cs if:crumb.Href ?><a href="<?cs var:url_validate(crumb.Href) ?>"><?cs var:crumb.Label ?></a><?cs else ?><span aria-current="page"><?cs var:crumb.Label ?></span><?cs /if ?></li>
<?cs /each ?>
</ol></nav>
<?cs /def ?>
<!doctype html>
<html lang="<?cs var:Lang ?>" dir="<?cs var:Dir ?>"<?cs if:Theme ?> data-theme="<?cs var:Theme ?>"<?cs /if ?>>
<head>
<meta charset="utf-8">
<title><?cs if:Form.Error || Form.Errors.0.Text ?><?cs var:t("Error:") ?> <?cs /if ?><?cs var:Page.Title ?><?cs if:Page.Title && Site.Name ?> – <?cs /if ?><?cs var:Site.Name ?></title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/static/css/portico.css?v=<?cs var:Site.Assets ?>">
<?cs if:Brand.Css ?><link rel="stylesheet" href="<?cs var:url_validate(Brand.Css) ?>"><?cs /if ?>
<link rel="icon" type="image/svg+xml" href="/static/img/favicon.svg">
<script src="/static/js/portico.js?v=<?cs var:Site.Assets ?>" defer></script>
</head>
<body<?cs if:!Page.Menu.0.Href ?> class="alone<?cs if:Page.Wide ?> wide<?cs /if ?>"<?cs /if ?>>
<a class="skip" href="#content"><?cs var:t("Skip to the content") ?></a>
<header class="top">
<?cs if:Page.Menu.0.Href ?>
<details class="menu"><summary><?cs call:icon("menu") ?><span><?cs var:t("Menu") ?></span></summary><nav aria-label="<?cs var:t("Areas") ?>"><?cs call:layout_areas() ?></nav></details>
<?cs /if ?>
<a class="mark" href="<?cs if:Page.Home ?><?cs var:url_validate(Page.Home) ?><?cs else ?><?cs var:url_validate(Page.Start) ?><?cs /if ?>"><?cs if:Brand.Logo ?><img src="<?cs var:url_validate(Brand.Logo) ?>" alt="<?cs var:Brand.Name ?>" height="32"><?cs elif:Brand.Name ?><?cs var:Brand.Name ?><?cs else ?><?cs var:Site.Name ?><?cs /if ?></a>
<?cs if:Person.Name || Person.Email ?><?cs call:layout_person() ?><?cs /if ?>
</header>
<?cs if:Page.Menu.0.Href ?>
<nav class="side" aria-label="<?cs var:t("Areas") ?>"><?cs call:layout_areas() ?></nav>
<?cs /if ?>
<main id="content" tabindex="-1">
<?cs if:Page.Crumbs.0.Label ?><?cs call:layout_crumbs() ?><?cs /if ?>
<?cs if:Person.Viewer ?><div class="notice" role="status"><p><?cs var:tf("You are looking at these pages as %s sees them. Nothing can be changed.", Person.Name) ?></p><?cs if:Page.SignOut ?><form method="post" action="<?cs var:url_validate(Page.SignOut) ?>"><?cs call:form_proof() ?><button type="submit" class="button"><?cs var:t("Stop looking") ?></button></form><?cs /if ?></div><?cs /if ?>
<?cs if:Person.OnBehalf ?><div class="notice" role="status"><p><?cs var:tf("You act on behalf of %s: its offers, prices and customers.", Person.OnBehalf) ?></p></div><?cs /if ?>
<?cs if:Page.Flash ?><div class="flash" role="status"><?cs call:icon("check") ?><p><?cs var:Page.Flash ?></p></div><?cs /if ?>
