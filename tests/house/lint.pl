#!/usr/bin/perl
# The house rules that a machine can see. Prints "rule file:line: what is wrong" for a tree; the exit status says whether there was any.
#
#   tests/house/lint.pl [ROOT]          tests/house/house.t runs it and proves on tests/house/bad/ that each rule bites
#
# The rules' tables come first; rules_c.pl and rules_cs.pl hold what looks into C and into templates.
use strict;
use warnings;
use File::Find;
use FindBin;

our $root = @ARGV ? $ARGV[0] : "$FindBin::Bin/../..";
chdir $root or die "lint: $root: $!\n";
our $found = 0;

sub report {
  my ($rule, $file, $line, $text) = @_;
  $found++;
  print "$rule $file:$line: $text\n";
}

# Who may include whom: a layer names the layers below it. An area or program may use every public header of lib.
our %may_include = (
  base => [],
  db => [qw(base)],
  http => [qw(base)],
  form => [qw(base)],
  view => [qw(base db form)],
  auth => [qw(base db http)],
  model => [qw(base db form)],
  document => [qw(base db model)],
  link => [qw(base db model)],
  app => [qw(base db http form view auth model)],
  block => [qw(base db form view auth model document app)],
);
# The one layer that may know a library.
our %driver_of = (
  'mysql' => 'db', 'mysqld_error' => 'db', 'fcgiapp' => 'http', 'fcgi_stdio' => 'http', 'ClearSilver' => 'view',
  'curl' => 'link', 'cjose' => 'link', 'libxml' => 'document', 'cairo' => 'document', 'pango' => 'document', 'openssl' => 'base', 'sodium' => 'auth', 'fido' => 'auth', 'cbor' => 'auth', 'uninorm' => 'auth',
);
our @banned = qw(strcpy strcat sprintf vsprintf gets strtok atoi atol atof rand srand system popen alloca setjmp_ tmpnam mktemp
  gmtime localtime asctime ctime);
our ($function_lines_max, $file_lines_max) = (60, 400);

sub slurp {
  my ($file) = @_;
  open my $in, '<', $file or die "lint: $file: $!\n";
  local $/;
  my $text = <$in>;
  return $text // '';
}

sub files {
  my ($pattern, @folders) = @_;
  my @list;
  @folders = grep { -d $_ } @folders;
  return () if !@folders;
  find({ no_chdir => 1, wanted => sub { push @list, $_ if -f $_ && $_ =~ $pattern } }, @folders);
  return sort @list;
}

sub line_of {
  my ($text, $at) = @_;
  return 1 + (substr($text, 0, $at) =~ tr/\n//);
}

require "$FindBin::Bin/rules_c.pl";
require "$FindBin::Bin/rules_cs.pl";

# Names of the machine that somebody worked on, in any file of ours.
sub rule_paths {
  for my $file (files(qr/\.(?:[chs]+|mjs|js|md|mk|am|ac|sh|pl|sql|in|scss|t)$|\/[a-z-]+$/, qw(lib bin cgi-bin etc tools schema po htdocs)),
    grep { -f } qw(configure.ac Makefile.am README.md dev)) {
    next if -B $file;
    my $n = 0;
    for my $line (split /\n/, slurp($file)) {
      $n++;
      report('paths', $file, $n, "names a folder of somebody's machine: $1")
        if $line =~ m~(?<![\w.\@}-])(/root/\S*|/Users/\w+\S*)~;
    }
  }
}

# Every source and template stands in exactly one list: what is forgotten is not built, what stands twice hides a file.
sub rule_lists {
  my %times;
  for my $mk (files(qr/\.mk$/, qw(lib bin cgi-bin))) {
    $times{$_}++ for slurp($mk) =~ m{((?:lib|bin|cgi-bin)/[\w/.-]+\.(?:c|h|cs))\b}g;
  }
  for my $file (files(qr/\.(?:c|h|cs)$/, qw(lib bin cgi-bin))) {
    my $n = $times{$file} // 0;
    report('lists', $file, 1, $n ? "stands in $n lists of sources" : 'stands in no list of sources (area.mk, lib.mk, bin.mk)') if $n != 1;
  }
}

# Each setting stands in the example, for there is no other list of them.
sub rule_settings {
  my ($code, $example) = ('lib/base/config.c', 'etc/portico.hdf.example');
  return if !-f $code || !-f $example;
  my $shown = slurp($example);
  my $text = slurp($code);
  while ($text =~ /^\s*(?:TEXT|NUMBER)\("([\w.]+)"/mg) {
    my ($name, $line) = ($1, line_of($text, $-[0]));
    report('settings', $code, $line, "$name does not stand in $example") if $shown !~ /^(?:# )?\Q$name\E =/m;
  }
}

# Every action that is written into the audit trail has its word, or the desk would show the program's own name of it. It is written by
# audit_write, by what calls it with the action that it was given, or stands in a table for it.
sub rule_actions {
  my $table = 'cgi-bin/admin/admin_history.c';
  return if !-f $table;
  my %word = map { $_ => 1 } slurp($table) =~ /\{ "([a-z_]+\.[a-z_]+)", N_\(/g;
  my $writes = qr/(?:audit_write|account_factor_changed|turn_status|rule_audit|ended)\s*\([^;]*;|audit_words\[[^\]]*\]\s*=[^;]*;|\.action\s*=\s*"[^"]*"/;
  for my $file (files(qr/\.c$/, qw(lib bin cgi-bin))) {
    my $code = code_of($file, 1);
    while ($code =~ /($writes)/g) {
      my ($piece, $line) = ($1, line_of($code, $-[0]));
      for my $action ($piece =~ /"([a-z_]+\.[a-z_]+)"/g) {
        report('actions', $file, $line, "\"$action\" has no word in audit_actions ($table)") if !$word{$action};
      }
    }
  }
}

rule_includes();
rule_drivers();
rule_banned();
rule_statics();
rule_size();
rule_sql();
rule_escape();
rule_include_bang();
rule_url();
rule_inline();
rule_words();
rule_orphan();
rule_paths();
rule_lists();
rule_settings();
rule_actions();
exit($found ? 1 : 0);
