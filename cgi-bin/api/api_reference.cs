<?cs include!"layout_top.cs" ?>
<h1><?cs var:Page.Title ?></h1>
<p><?cs var:t("For an organisation's own systems: JSON over HTTPS.") ?> <a href="/api/openapi.json"><?cs var:t("The same as an OpenAPI 3.1 document") ?></a></p>
<h2><?cs var:t("How to ask") ?></h2>
<pre class="code" role="region" tabindex="0" aria-label="<?cs var:t("How to ask") ?>"><code><?cs var:Sample ?></code></pre>
<ul>
<li><?cs var:t("A key is made by your administrator under People, API keys. It opens what its scopes say, and it is shown once.") ?></li>
<li><?cs var:t("A key of the vendor's own names the organisation in each request, by the header For-Organisation. Then everything is as if that organisation asked, and an order is one on its behalf.") ?></li>
<li><?cs var:t("Money is a whole number of minor units and a currency: 1990 EUR are 19.90. Days are 2026-11-20, instants 2026-11-20T10:00:00Z, ids 13 letters and digits.") ?></li>
<li><?cs var:t("Lists come in pages: next_cursor is the cursor of the next one, and null on the last.") ?></li>
<li><?cs var:t("An order has an external_id of your own, and a request may have an Idempotency-Key: the same again gives the first answer and does nothing twice, also when many come at once.") ?></li>
<li><?cs var:t("A preview computes everything and does nothing. Send its figures with the order, and the order is refused when anything has changed since.") ?></li>
<li><?cs var:t("An answer's ETag, sent as If-None-Match, gives 304 while nothing has changed.") ?></li>
<li><?cs var:t("A key may send requests as often as the headers RateLimit-Limit, RateLimit-Remaining and RateLimit-Reset say.") ?> (<?cs var:AtOnce ?> / 10 s)</li>
<li><?cs var:t("A refusal is a problem (RFC 9457): its errors name each member that is wrong by a JSON pointer. The messages follow Accept-Language.") ?></li>
</ul>
<h2 id="problems"><?cs var:t("Problems") ?></h2>
<dl class="facts">
<div id="problem-not-understood"><dt>400, 413, 415 ...</dt><dd><?cs var:t("The request could not be read: the address, the size, the kind of body, or JSON that is none. Or a key of the vendor's own did not name an active organisation.") ?></dd></div>
<div id="problem-no-key"><dt>401</dt><dd><?cs var:t("There is no key, it has ended, or your organisation is not active.") ?></dd></div>
<div id="problem-no-scope"><dt>403</dt><dd><?cs var:t("The key has not the scope that this needs, or it is another organisation's than the one that was named.") ?></dd></div>
<div id="problem-not-found"><dt>404</dt><dd><?cs var:t("There is no such thing, or it is not yours.") ?></dd></div>
<div id="problem-conflict"><dt>409</dt><dd><?cs var:t("It has changed since you looked, or the id or key was used for something else. Look again before you send it again.") ?></dd></div>
<div id="problem-invalid"><dt>422</dt><dd><?cs var:t("Something that was sent is not as it should be. Nothing was done.") ?></dd></div>
<div id="problem-too-often"><dt>429</dt><dd><?cs var:t("Wait as long as Retry-After says.") ?></dd></div>
<div id="problem-our-fault"><dt>500, 503</dt><dd><?cs var:t("Try again later, with the same Idempotency-Key or external_id.") ?></dd></div>
</dl>
<h2><?cs var:t("Operations") ?></h2>
<?cs each:op = Operations ?>
<h3 id="<?cs var:op.Id ?>"><code><?cs var:op.Method ?> <?cs var:op.Path ?></code></h3>
<p lang="en" dir="ltr"><?cs var:op.Text ?></p>
<dl class="facts">
<div><dt><?cs var:t("Scope") ?></dt><dd><code><?cs var:op.Scope ?></code></dd></div>
<?cs if:op.Parameters ?><div><dt><?cs var:t("Parameters") ?></dt><dd><code><?cs var:op.Parameters ?></code></dd></div><?cs /if ?>
<?cs if:op.In ?><div><dt><?cs var:t("Sent") ?></dt><dd><a href="#shape-<?cs var:url_escape(op.In) ?>"><code><?cs var:op.In ?></code></a><?cs if:op.Once ?> <span class="quiet"><?cs var:t("may have an Idempotency-Key") ?></span><?cs /if ?></dd></div><?cs /if ?>
<div><dt><?cs var:t("Answered") ?></dt><dd><a href="#shape-<?cs var:url_escape(op.Out) ?>"><code><?cs var:op.Out ?></code></a><?cs if:op.Many ?> <span class="quiet"><?cs var:t("a page of them") ?></span><?cs /if ?></dd></div>
<div><dt><?cs var:t("Statuses") ?></dt><dd><?cs var:op.Statuses ?></dd></div>
</dl>
<?cs /each ?>
<h2><?cs var:t("Objects") ?></h2>
<?cs each:s = Shapes ?>
<h3 id="shape-<?cs var:s.Name ?>"><code><?cs var:s.Name ?></code></h3>
<p lang="en" dir="ltr"><?cs var:s.Text ?></p>
<div class="scroll" role="region" aria-labelledby="shape-<?cs var:s.Name ?>" tabindex="0"><table class="list">
<thead><tr><th scope="col"><?cs var:t("Member") ?></th><th scope="col"><?cs var:t("Kind") ?></th><th scope="col"><?cs var:t("What it is") ?></th></tr></thead>
<tbody>
<?cs each:m = s.Members ?>
<tr><td class="main"><code><?cs var:m.Name ?></code><?cs if:m.Needed ?> <span class="quiet"><?cs var:t("needed") ?></span><?cs /if ?></td><td data-label="<?cs var:t("Kind") ?>"><?cs if:m.Of ?><a href="#shape-<?cs var:url_escape(m.Of) ?>"><code><?cs var:m.Type ?></code></a><?cs else ?><code><?cs var:m.Type ?></code><?cs /if ?></td><td lang="en" dir="ltr" data-label="<?cs var:t("What it is") ?>"><?cs var:m.Text ?></td></tr>
<?cs /each ?>
</tbody></table></div>
<?cs /each ?>
<?cs include!"layout_end.cs" ?>
