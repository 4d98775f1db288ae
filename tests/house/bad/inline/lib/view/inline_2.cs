<script type="module"></script>
