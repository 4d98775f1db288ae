<p style="margin: 0"></p>
