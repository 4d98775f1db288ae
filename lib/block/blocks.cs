<?cs include!"block_offer.cs" ?>
<?cs # The templates of the blocks that lib/block/block.c lists.

  blocks(list)    all of them, in their order; an opening or a welcome that is the first is the page's title
?>
<?cs def:block_heading(b) ?><?cs if:b.Heading ?><h2><?cs var:b.Heading ?></h2><?cs /if ?><?cs /def ?>
<?cs def:block_intro(b) ?><?cs if:b.Body ?><p class="intro"><?cs var:b.Body ?></p><?cs /if ?><?cs /def ?>
<?cs def:block_image(b) ?><?cs if:b.Picture ?><img src="<?cs var:url_validate(b.Picture) ?>" alt="<?cs var:b.PictureAlt ?>" width="<?cs var:b.PictureWidth ?>" height="<?cs var:b.PictureHeight ?>"><?cs /if ?><?cs /def ?>
<?cs def:block_spans(list) ?><?cs each:s = list ?><?cs if:s.Href ?><a href="<?cs var:url_validate(s.Href) ?>"><?cs var:s.Text ?></a><?cs else ?><?cs var:s.Text ?><?cs /if ?><?cs /each ?><?cs /def ?>

<?cs def:block_hero(b, title) ?>
<div class="words">
<?cs if:title ?><h1><?cs var:b.Heading ?></h1><?cs else ?><h2><?cs var:b.Heading ?></h2><?cs /if ?>
<?cs if:b.Body ?><p class="lead"><?cs var:b.Body ?></p><?cs /if ?>
<?cs if:b.LinkText && b.Link ?><p><?cs call:page_link(b.Link, b.LinkText) ?></p><?cs /if ?>
</div>
<?cs call:block_image(b) ?>
<?cs /def ?>

<?cs def:block_text(b) ?>
<?cs call:block_heading(b) ?>
<?cs each:part = b.Parts ?>
<?cs if:part.Kind == "h" ?><h3><?cs call:block_spans(part.Spans) ?></h3>
<?cs elif:part.Kind == "ul" ?><ul>
<?cs each:item = part.Items ?><li><?cs call:block_spans(item.Spans) ?></li>
<?cs /each ?></ul>
<?cs else ?><p><?cs call:block_spans(part.Spans) ?></p>
<?cs /if ?>
<?cs /each ?>
<?cs /def ?>

<?cs def:block_picture(b) ?>
<figure><?cs call:block_image(b) ?><?cs if:b.Body ?><figcaption><?cs var:b.Body ?></figcaption><?cs /if ?></figure>
<?cs /def ?>

<?cs def:block_offers(b, compared) ?>
<?cs call:block_heading(b) ?>
<?cs call:block_intro(b) ?>
<?cs if:b.None ?><div class="empty"><p><?cs var:t("There is nothing here for your organisation at the moment. Your partner manager decides what you may sell.") ?></p></div>
<?cs elif:compared ?><?cs call:offer_compare(b) ?>
<?cs else ?><p class="quiet"><?cs var:t("These are your prices, before tax.") ?></p><?cs call:offer_grid(b) ?>
<?cs /if ?>
<?cs /def ?>

<?cs def:block_welcome(b, title) ?>
<?cs if:title ?><h1><?cs var:b.Welcome ?></h1><?cs else ?><h2><?cs var:b.Welcome ?></h2><?cs /if ?>
<?cs call:block_intro(b) ?>
<?cs /def ?>

<?cs def:block_figures(b) ?>
<?cs call:block_heading(b) ?>
<?cs if:b.None ?><div class="empty"><p><?cs var:b.None ?></p></div><?cs else ?><?cs call:cards(b.Cards) ?><?cs /if ?>
<?cs /def ?>

<?cs def:block_list(b) ?>
<?cs if:b.Heading ?><h2><?cs var:b.Heading ?></h2><?cs else ?><h2><?cs var:b.List.Title ?></h2><?cs /if ?>
<?cs call:table(b.List) ?>
<p class="all"><a href="<?cs var:url_validate(b.AllHref) ?>"><?cs var:b.All ?></a></p>
<?cs /def ?>

<?cs def:block_content(b) ?>
<?cs if:b.Heading ?><h2><?cs var:b.Heading ?></h2><?cs else ?><h2><?cs var:t("Content") ?></h2><?cs /if ?>
<?cs call:block_intro(b) ?>
<?cs if:b.Pages.0.Title ?>
<ul class="contents">
<?cs each:p = b.Pages ?>
<li><a href="<?cs var:url_validate(p.Href) ?>"><?cs var:p.Title ?></a><?cs if:p.Text ?><p><?cs var:p.Text ?></p><?cs /if ?><p class="quiet small"><?cs var:p.On ?></p></li>
<?cs /each ?>
</ul>
<?cs else ?><div class="empty"><p><?cs var:t("There is nothing to read here yet.") ?></p></div>
<?cs /if ?>
<?cs /def ?>

<?cs def:block_contact(b) ?>
<?cs if:b.Heading ?><h2><?cs var:b.Heading ?></h2><?cs else ?><h2><?cs var:t("Contact") ?></h2><?cs /if ?>
<?cs call:block_intro(b) ?>
<?cs if:b.Email || b.Phone ?><p class="ways"><?cs if:b.Email ?><a href="<?cs var:url_validate(b.EmailHref) ?>"><?cs call:icon("mail") ?><?cs var:b.Email ?></a><?cs /if ?><?cs if:b.Phone ?><span><?cs var:t("Telephone") ?> <?cs var:b.Phone ?></span><?cs /if ?></p><?cs /if ?>
<?cs /def ?>

<?cs def:block_basket(b) ?>
<?cs if:b.Heading ?><h2><?cs var:b.Heading ?></h2><?cs else ?><h2><?cs var:t("Basket") ?></h2><?cs /if ?>
<?cs call:block_intro(b) ?>
<?cs if:b.Lines.0.Name ?>
<ul class="parts">
<?cs each:line = b.Lines ?>
<li><span><?cs var:line.Quantity ?> × <?cs var:line.Name ?></span> <span class="quiet"><?cs var:line.Price ?></span></li>
<?cs /each ?>
</ul>
<?cs elif:!b.Purchase ?><p class="quiet"><?cs var:t("The basket is empty.") ?></p>
<?cs /if ?>
<?cs if:b.Purchase ?><p><?cs call:page_link(b.Href, t("See what the link puts into the basket")) ?></p>
<?cs elif:b.Lines.0.Name ?><p><?cs call:page_link(b.Href, t("Go on to the order")) ?></p>
<?cs /if ?>
<?cs /def ?>

<?cs def:blocks(list) ?>
<?cs each:b = list ?>
<?cs if:!b.Closed || b.Closed == "signin" ?>
<section class="block <?cs var:b.Kind ?>">
<?cs if:b.Closed ?><?cs call:block_heading(b) ?><p class="quiet"><?cs var:t("Sign in to see this.") ?></p><p><a class="button" href="/login?next=<?cs var:url_escape(Page.Path) ?>"><?cs var:t("Sign in") ?></a></p>
<?cs elif:b.Kind == "hero" ?><?cs call:block_hero(b, first(b)) ?>
<?cs elif:b.Kind == "welcome" ?><?cs call:block_welcome(b, first(b)) ?>
<?cs elif:b.Kind == "figures" ?><?cs call:block_figures(b) ?>
<?cs elif:b.Kind == "text" ?><?cs call:block_text(b) ?>
<?cs elif:b.Kind == "picture" ?><?cs call:block_picture(b) ?>
<?cs elif:b.Kind == "offers" ?><?cs call:block_offers(b, #0) ?>
<?cs elif:b.Kind == "compare" ?><?cs call:block_offers(b, #1) ?>
<?cs elif:b.Kind == "customers" || b.Kind == "invoices" ?><?cs call:block_list(b) ?>
<?cs elif:b.Kind == "content" ?><?cs call:block_content(b) ?>
<?cs elif:b.Kind == "contact" ?><?cs call:block_contact(b) ?>
<?cs elif:b.Kind == "basket" ?><?cs call:block_basket(b) ?>
<?cs /if ?>
</section>
<?cs /if ?>
<?cs /each ?>
<?cs /def ?>
