<a href="javascript:go()"></a>
