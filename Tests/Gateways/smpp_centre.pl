#!/usr/bin/perl
# A centre made of Net::SMPP, which tells what it took as lines of JSON on standard output.
#
# It listens on a free port of loopback, which its first line tells. Its argument is what it does:
#   receipts   each message is followed by a receipt: undeliverable if the number ends in 9
#   throttle   the first two submissions are refused as too many, the third as queue full
#   refuse     each submission is refused, since its number is wrong
#   cut        the link is cut after the first submission, before its answer, once
#   reply      the first message is answered by its recipient, in two parts
#   count      only the number of submissions is told, at the end
use strict;
use warnings;
use IO::Handle;
use JSON::PP;
use Net::SMPP;
use Time::HiRes qw(time);

my $deed = shift // '';
STDOUT->autoflush(1);
my $json = JSON::PP->new->canonical;
sub tell_line { print $json->encode({@_}), "\n" }

my $listener = Net::SMPP->new_listen('127.0.0.1', port => 0, timeout => 3600) or die "listen: $!";
tell_line(port => $listener->sockport + 0);
my $number = 0;
my $submissions = 0;
my $has_cut = 0;
while (1) {
  my $link = $listener->accept or next;
  ${*$link}{async} = 1;
  my $began = 0;
  my $took = 0;
  LINK: while (my $pdu = $link->read_pdu) {
    my $command = $pdu->cmd;
    if ($command == 0x00000009) {
      my $is_known = ($pdu->{password} // '') eq 'secret';
      tell_line(bound => $pdu->{system_id}, known => $is_known ? JSON::PP::true : JSON::PP::false);
      $link->bind_transceiver_resp(
        seq => $pdu->seq, status => $is_known ? 0 : 0x0E, system_id => 'centre');
    } elsif ($command == 0x00000004) {
      $submissions++;
      my $status = $deed eq 'refuse' ? 0x0B
        : $deed eq 'throttle' && $submissions <= 2 ? 0x58
        : $deed eq 'throttle' && $submissions == 3 ? 0x14 : 0;
      my $payload = $pdu->{message_payload};
      my $octets = defined $payload ? $payload : $pdu->{short_message};
      if ($deed ne 'count') {
        tell_line(
          source => $pdu->{source_addr}, destination => $pdu->{destination_addr},
          destination_type => $pdu->{dest_addr_ton} + 0, class => $pdu->{esm_class} + 0,
          data_coding => $pdu->{data_coding} + 0, octets => unpack('H*', $octets),
          payload => defined $payload ? JSON::PP::true : JSON::PP::false, status => $status);
      }
      if ($deed eq 'cut' && !$has_cut) {
        $has_cut = 1;
        last LINK;
      }
      $began ||= time;
      $took++;
      my $id = sprintf('%x', 0xA0 + ++$number);
      $link->submit_sm_resp(seq => $pdu->seq, status => $status, message_id => $status ? '' : $id);
      if ($deed eq 'receipts') {
        my $state = $pdu->{destination_addr} =~ /9$/ ? 'UNDELIV' : 'DELIVRD';
        # Hexadecimal in the answer, decimal in the receipt.
        my $text = sprintf('id:%010d sub:001 dlvrd:001 submit date:2605282026 '
          . 'done date:2605282027 stat:%s err:000 text:a secret', hex($id), $state);
        $link->deliver_sm(
          source_addr => $pdu->{destination_addr}, source_addr_npi => 1,
          destination_addr => $pdu->{source_addr}, esm_class => 0x04, short_message => $text);
      }
      if ($deed eq 'reply' && $submissions == 1) {
        my $text = 'ann@mail.example';
        for my $part (1, 2) {
          my $piece = $part == 1 ? substr($text, 0, 5) : substr($text, 5);
          $link->deliver_sm(
            source_addr => $pdu->{destination_addr}, source_addr_npi => 1,
            destination_addr => $pdu->{source_addr}, esm_class => 0x40, data_coding => 1,
            short_message => pack('C*', 5, 0, 3, 7, 2, $part) . $piece);
        }
      }
    } elsif ($command == 0x80000005) {
      tell_line(taken => $pdu->status + 0);
    } elsif ($command == 0x00000015) {
      $link->enquire_link_resp(seq => $pdu->seq);
    } elsif ($command == 0x00000006) {
      $link->unbind_resp(seq => $pdu->seq);
      tell_line(unbound => JSON::PP::true, submissions => $took, seconds => $began ? time - $began : 0);
      last LINK;
    }
  }
  close $link;
}
