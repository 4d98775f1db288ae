<p class="quiet" id="extension" hidden></p>
<script src="/static/js/extension.js" type="module"></script>
