<?cs # What the pages of a mail share.

  mail_vars(list)       the placeholders: list.N.{Name, Meaning, Note}
  mail_preview(p)       {Subject, Text, Html, From, Language}: as the reader sees it, in the reader's language
  mail_source(s)        {Subject, Body}: a text as it is written
?>
<?cs def:mail_vars(list) ?>
<dl class="facts">
<?cs each:v = list ?>
<div><dt><code><?cs var:v.Name ?></code></dt><dd><?cs var:v.Meaning ?><?cs if:v.Note ?> <span class="quiet">(<?cs var:v.Note ?>)</span><?cs /if ?></dd></div>
<?cs /each ?>
</dl>
<?cs /def ?>

<?cs def:mail_preview(p) ?>
<dl class="facts">
<div><dt><?cs var:t("From") ?></dt><dd lang="<?cs var:p.Language ?>"><?cs var:p.From ?></dd></div>
<div><dt><?cs var:t("Subject") ?></dt><dd lang="<?cs var:p.Language ?>"><?cs var:p.Subject ?></dd></div>
</dl>
<h3><?cs var:t("As HTML") ?></h3>
<iframe class="letter" sandbox="" title="<?cs var:t("The mail as HTML") ?>" srcdoc="<?cs var:p.Html ?>"></iframe>
<h3><?cs var:t("As plain text") ?></h3>
<pre class="letter" lang="<?cs var:p.Language ?>" dir="auto" tabindex="0"><?cs var:p.Text ?></pre>
<?cs /def ?>

<?cs def:mail_source(s) ?>
<dl class="facts"><div><dt><?cs var:t("Subject") ?></dt><dd><?cs var:s.Subject ?></dd></div></dl>
<pre class="letter" dir="auto" tabindex="0"><?cs var:s.Body ?></pre>
<?cs /def ?>
