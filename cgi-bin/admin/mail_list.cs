<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<p class="quiet"><?cs var:t("Every mail that the portal sends. Each goes out in its reader's language, with your own text where you wrote one.") ?></p>
<div class="scroll"><table class="list">
<?cs call:caption(Page.Title) ?>
<thead><tr><th scope="col"><?cs var:t("Mail") ?></th><th scope="col"><?cs var:t("Who gets it") ?></th><th scope="col"><?cs var:t("Own text in") ?></th></tr></thead>
<tbody>
<?cs each:mail = Mails ?>
<tr><td class="main"><a href="<?cs var:url_validate(mail.Href) ?>"><?cs var:mail.Title ?></a></td><td data-label="<?cs var:t("Who gets it") ?>"><?cs var:mail.Reader ?></td><td data-label="<?cs var:t("Own text in") ?>"><?cs if:mail.Own ?><?cs var:mail.Own ?><?cs else ?><span class="quiet">–</span><?cs /if ?></td></tr>
<?cs /each ?>
</tbody></table></div>
<?cs include!"layout_end.cs" ?>
