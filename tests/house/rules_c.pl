# Rules about C. Comments are blanked (their line ends stay), so that words in them are nobody's business.
use strict;
use warnings;

our ($function_lines_max, $file_lines_max, %may_include, %driver_of, @banned);

my %cache;

# The text without comments; $keep_strings 0: without what stands in quotes, too.
sub code_of {
  my ($file, $keep_strings) = @_;
  my $key = "$file $keep_strings";
  return $cache{$key} if defined $cache{$key};
  my $text = slurp($file);
  $text =~ s{(/\*.*?\*/|//[^\n]*)|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')}{
    defined $1 ? ($1 =~ s/[^\n]/ /gr) : $keep_strings ? $2 : substr($2, 0, 1) . (' ' x (length($2) - 2)) . substr($2, -1)
  }gse;
  return $cache{$key} = $text;
}

sub layer_of {
  my ($file) = @_;
  return $file =~ m{^lib/(\w+)/} ? $1 : undef;
}

sub rule_includes {
  for my $file (files(qr/\.[ch]$/, qw(lib cgi-bin bin))) {
    my $code = code_of($file, 1);
    while ($code =~ m{^\s*#\s*include\s+"([^"]+)"}mg) {
      my ($target, $line) = ($1, line_of($code, $-[0]));
      my $why = include_wrong($file, $target);
      report('includes', $file, $line, $why) if $why;
    }
  }
}

sub include_wrong {
  my ($file, $target) = @_;
  my ($from, $to) = (layer_of($file), layer_of($target));
  return "writes \"$target\" not from the root of the tree" if $target !~ m{^(?:lib|cgi-bin|bin|tests)/};
  if (defined $from) {
    return "the library includes $target" if !defined $to;
    return if $from eq $to;
    return "layer $from is not in the table" if !$may_include{$from};
    return "$from may not include $to (it may: @{$may_include{$from}})" if !grep { $_ eq $to } @{ $may_include{$from} };
    return;
  }
  my ($area) = $file =~ m{^cgi-bin/(\w+)/};
  return "an area includes $target of another" if $area && $target =~ m{^cgi-bin/(\w+)/} && $1 ne $area;
  return "includes $target of an area" if !$area && $target =~ m{^cgi-bin/};
  return;
}

sub rule_drivers {
  for my $file (files(qr/\.[ch]$/, qw(lib cgi-bin bin))) {
    my $code = code_of($file, 1);
    while ($code =~ m{^\s*#\s*include\s+<([\w]+)[./]}mg) {
      my ($library, $line) = ($1, line_of($code, $-[0]));
      my $layer = $driver_of{$library} // next;
      report('drivers', $file, $line, "<$library> is known to lib/$layer alone") if (layer_of($file) // '') ne $layer;
    }
  }
}

sub rule_banned {
  my $names = join '|', @banned;
  for my $file (files(qr/\.[ch]$/, qw(lib cgi-bin bin))) {
    my $code = code_of($file, 0);
    while ($code =~ /(?<![\w.>])($names)\s*\(/g) {
      report('banned', $file, line_of($code, $-[0]), "$1() is banned: lib/base has what to use instead");
    }
  }
}

# A web program keeps nothing from one request to the next.
sub rule_statics {
  for my $file (files(qr/\.[ch]$/, 'cgi-bin')) {
    my $code = code_of($file, 0);
    while ($code =~ /^[ \t]*static\s+([^;{}()=]*?)\s*(\[[^\]]*\]\s*)*([=;(])/mg) {
      my ($words, $end, $line) = ($1, $3, line_of($code, $-[0]));
      next if $end eq '(' || $words =~ /\bconst\b(?![^*]*\*\s*\w+$)|\*\s*const\s+\w+$/;
      report('statics', $file, $line, "keeps state between requests: static $words");
    }
  }
}

sub rule_size {
  for my $file (files(qr/\.[ch]$/, qw(lib cgi-bin bin))) {
    my @lines = split /\n/, code_of($file, 0), -1;
    pop @lines;
    report('size', $file, scalar @lines, scalar(@lines) . " lines; a file has at most $file_lines_max") if @lines > $file_lines_max;
    my $start;
    for my $i (0 .. $#lines) {
      $start = $i if $lines[$i] =~ /^\{/ && $i && $lines[$i - 1] =~ /\)\s*$/;
      next if !defined $start || $lines[$i] !~ /^\}/;
      my $n = $i - $start + 1;
      report('size', $file, $start + 1, "a function of $n lines; at most $function_lines_max") if $n > $function_lines_max;
      undef $start;
    }
  }
}

# SQL stands in the db layer's own macros, where it is a literal that --check prepares.
sub rule_sql {
  for my $file (files(qr/\.[ch]$/, qw(lib cgi-bin bin))) {
    next if $file =~ m{^lib/db/};
    my $code = code_of($file, 1);
    while ($code =~ /"\s*(?:SELECT\s|INSERT\s+(?:IGNORE\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|REPLACE\s+INTO\s|CREATE\s+TABLE\s|WITH\s+\w+\s+AS)/g) {
      my $at = $-[0];
      my $before = substr($code, 0, $at);
      next if in_db_macro($before) || $before =~ /#define[^\n]*(?:\\\n[^\n]*)*$/;
      report('sql', $file, line_of($code, $at), 'SQL outside db_query, db_exec and SQL()');
    }
  }
}

# The innermost open call before the literal: db_query(..., "SELECT" and SQL("SELECT" are right. Parts of one literal may stand beside
# each other, with macros of text between them.
sub in_db_macro {
  my ($before) = @_;
  $before =~ s/"(?:[^"\\\n]|\\.)*"/""/g;
  my $depth = 0;
  for (my $i = length($before) - 1; $i >= 0 && length($before) - $i < 4000; $i--) {
    my $c = substr $before, $i, 1;
    $depth++ if $c eq ')';
    next if $c ne '(' || $depth-- > 0;
    return substr($before, 0, $i) =~ /\b(?:db_query|db_exec|SQL|SQL_STATEMENT|LIST_UP|LIST_DOWN)\s*$/;
  }
  return 0;
}

1;
