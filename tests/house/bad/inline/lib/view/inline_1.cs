<script>go()</script>
