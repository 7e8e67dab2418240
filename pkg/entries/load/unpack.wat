;; Unpacks what LZMA packed, as the specification of the LZMA SDK says it (https://www.7-zip.org/sdk.html). A seventh
;; less to download than with deflate, this included. By hand, because a page downloads every byte of it; and not in
;; JavaScript, which needs five times as long where nothing has run before.
;;
;; The memory begins with the probabilities, of two bytes each, where these kinds of decisions begin:
;;    0  match, by state                    72  slot of a distance, by length
;;   12  repeat                            328  lower bits of a distance
;;   24  not of the last distance          443  lowest bits of a long distance
;;   36  nor of the one before             459  length of a match
;;   48  nor of the one before that        733  length of a repeat
;;   60  of more than a byte              1007  literal, by the upper bit of the byte before, up to 2543
;; From 16384 on is what was packed, after a header of 13 bytes that has its length at 5; from 262144 on is what it was.

(module
  (memory (export "memory") 16)

  (global $range (mut i32) (i32.const -1))
  (global $code (mut i32) (i32.const 0))
  (global $in (mut i32) (i32.const 16397))
  (global $out (mut i32) (i32.const 262144))
  (global $distance (mut i32) (i32.const 0))

  (func $byte
    (global.set $code
      (i32.or (i32.shl (global.get $code) (i32.const 8)) (i32.load8_u (global.get $in))))
    (global.set $in (i32.add (global.get $in) (i32.const 1))))

  (func $more
    (if (i32.eqz (i32.shr_u (global.get $range) (i32.const 24)))
      (then
        (global.set $range (i32.shl (global.get $range) (i32.const 8)))
        (call $byte))))

  (func $bit (param $at i32) (result i32)
    (local $probability i32) (local $range i32) (local $found i32)
    (local.set $at (i32.shl (local.get $at) (i32.const 1)))
    (local.set $probability (i32.load16_u (local.get $at)))
    (local.set $range
      (i32.mul (i32.shr_u (global.get $range) (i32.const 11)) (local.get $probability)))
    (local.set $found (i32.ge_u (global.get $code) (local.get $range)))
    (if (local.get $found)
      (then
        (global.set $code (i32.sub (global.get $code) (local.get $range)))
        (local.set $range (i32.sub (global.get $range) (local.get $range)))
        (i32.store16 (local.get $at)
          (i32.sub (local.get $probability) (i32.shr_u (local.get $probability) (i32.const 5)))))
      (else
        (i32.store16 (local.get $at)
          (i32.add
            (local.get $probability)
            (i32.shr_u (i32.sub (i32.const 2048) (local.get $probability)) (i32.const 5))))))
    (global.set $range (local.get $range))
    (call $more)
    (local.get $found))

  ;; A number below the limit, the highest bit first, of which `value` has those that are known.
  (func $number (param $at i32) (param $limit i32) (param $value i32) (result i32)
    (loop $next
      (if (i32.lt_u (local.get $value) (local.get $limit))
        (then
          (local.set $value
            (i32.add
              (i32.shl (local.get $value) (i32.const 1))
              (call $bit (i32.add (local.get $at) (local.get $value)))))
          (br $next))))
    (i32.sub (local.get $value) (local.get $limit)))

  ;; A number of so many bits, the lowest first.
  (func $reversed (param $at i32) (param $bits i32) (result i32)
    (local $value i32) (local $node i32) (local $place i32) (local $found i32)
    (local.set $node (i32.const 1))
    (loop $next
      (local.set $found (call $bit (i32.add (local.get $at) (local.get $node))))
      (local.set $node (i32.add (i32.shl (local.get $node) (i32.const 1)) (local.get $found)))
      (local.set $value (i32.add (local.get $value) (i32.shl (local.get $found) (local.get $place))))
      (local.set $place (i32.add (local.get $place) (i32.const 1)))
      (br_if $next (i32.lt_u (local.get $place) (local.get $bits))))
    (local.get $value))

  (func $length (param $at i32) (result i32)
    (if (result i32) (call $bit (local.get $at))
      (then
        (if (result i32) (call $bit (i32.add (local.get $at) (i32.const 1)))
          (then
            (i32.add
              (call $number (i32.add (local.get $at) (i32.const 18)) (i32.const 256) (i32.const 1))
              (i32.const 16)))
          (else
            (i32.add
              (call $number (i32.add (local.get $at) (i32.const 10)) (i32.const 8) (i32.const 1))
              (i32.const 8)))))
      (else (call $number (i32.add (local.get $at) (i32.const 2)) (i32.const 8) (i32.const 1)))))

  ;; The byte that would be copied.
  (func $past (result i32)
    (i32.load8_u (i32.sub (i32.sub (global.get $out) (global.get $distance)) (i32.const 1))))

  (func $put (param $byte i32)
    (i32.store8 (global.get $out) (local.get $byte))
    (global.set $out (i32.add (global.get $out) (i32.const 1))))

  (func $state (param $state i32) (param $after-literal i32) (param $else i32) (result i32)
    (select (local.get $after-literal) (local.get $else) (i32.lt_u (local.get $state) (i32.const 7))))

  ;; Returns where what was packed ends.
  (func (export "unpack") (result i32)
    (local $end i32) (local $state i32) (local $second i32) (local $third i32) (local $fourth i32)
    (local $at i32) (local $length i32) (local $value i32) (local $expected i32) (local $bits i32) (local $slot i32)
    (local.set $end (i32.add (i32.load (i32.const 16389)) (i32.const 262144)))
    (loop $next
      (i32.store16 (local.get $at) (i32.const 1024))
      (local.set $at (i32.add (local.get $at) (i32.const 2)))
      (br_if $next (i32.lt_u (local.get $at) (i32.const 5086))))
    (call $byte) (call $byte) (call $byte) (call $byte) (call $byte)

    (loop $all
      (if (i32.lt_u (global.get $out) (local.get $end))
        (then
          (if (call $bit (local.get $state))
            (then
              (block $copy
                (if (call $bit (i32.add (local.get $state) (i32.const 12)))
                  (then
                    (if (call $bit (i32.add (local.get $state) (i32.const 24)))
                      (then
                        (local.set $value (local.get $second))
                        (if (call $bit (i32.add (local.get $state) (i32.const 36)))
                          (then
                            (local.set $value (local.get $third))
                            (if (call $bit (i32.add (local.get $state) (i32.const 48)))
                              (then
                                (local.set $value (local.get $fourth))
                                (local.set $fourth (local.get $third))))
                            (local.set $third (local.get $second))))
                        (local.set $second (global.get $distance))
                        (global.set $distance (local.get $value)))
                      (else
                        (if (i32.eqz (call $bit (i32.add (local.get $state) (i32.const 60))))
                          (then
                            (local.set $length (i32.const 1))
                            (local.set $state (call $state (local.get $state) (i32.const 9) (i32.const 11)))
                            (br $copy)))))
                    (local.set $length (call $length (i32.const 733)))
                    (local.set $state (call $state (local.get $state) (i32.const 8) (i32.const 11))))
                  (else
                    (local.set $fourth (local.get $third))
                    (local.set $third (local.get $second))
                    (local.set $second (global.get $distance))
                    (local.set $length (call $length (i32.const 459)))
                    (local.set $state (call $state (local.get $state) (i32.const 7) (i32.const 10)))
                    (local.set $slot
                      (call $number
                        (i32.add
                          (i32.const 72)
                          (i32.shl
                            (select (local.get $length) (i32.const 3) (i32.lt_u (local.get $length) (i32.const 3)))
                            (i32.const 6)))
                        (i32.const 64)
                        (i32.const 1)))
                    (local.set $value (local.get $slot))
                    (if (i32.ge_u (local.get $slot) (i32.const 4))
                      (then
                        (local.set $bits (i32.sub (i32.shr_u (local.get $slot) (i32.const 1)) (i32.const 1)))
                        (local.set $value
                          (i32.shl (i32.or (i32.and (local.get $slot) (i32.const 1)) (i32.const 2)) (local.get $bits)))
                        (local.set $at (i32.sub (i32.add (local.get $value) (i32.const 328)) (local.get $slot)))
                        (if (i32.ge_u (local.get $slot) (i32.const 14))
                          (then
                            (local.set $expected (i32.const 0))
                            ;; Bits that are as likely one as zero.
                            (loop $next
                              (global.set $range (i32.shr_u (global.get $range) (i32.const 1)))
                              (local.set $expected (i32.shl (local.get $expected) (i32.const 1)))
                              (if (i32.ge_u (global.get $code) (global.get $range))
                                (then
                                  (global.set $code (i32.sub (global.get $code) (global.get $range)))
                                  (local.set $expected (i32.add (local.get $expected) (i32.const 1)))))
                              (call $more)
                              (local.set $bits (i32.sub (local.get $bits) (i32.const 1)))
                              (br_if $next (i32.gt_u (local.get $bits) (i32.const 4))))
                            (local.set $value
                              (i32.add (local.get $value) (i32.shl (local.get $expected) (i32.const 4))))
                            (local.set $at (i32.const 443))))
                        (local.set $value
                          (i32.add (local.get $value) (call $reversed (local.get $at) (local.get $bits))))))
                    (global.set $distance (local.get $value))))
                (local.set $length (i32.add (local.get $length) (i32.const 2))))
              ;; Byte by byte, because what is copied may be what has just been written.
              (loop $next
                (call $put (call $past))
                (local.set $length (i32.sub (local.get $length) (i32.const 1)))
                (br_if $next (local.get $length))))
            (else
              (local.set $at
                (i32.add
                  (i32.const 1007)
                  (i32.mul
                    (i32.const 768)
                    (i32.shr_u (i32.load8_u (i32.sub (global.get $out) (i32.const 1))) (i32.const 7)))))
              (local.set $value (i32.const 1))
              (if (i32.ge_u (local.get $state) (i32.const 7))
                (then
                  ;; Where the byte differs from the one that would have been copied, what follows has nothing to do
                  ;; with it.
                  (local.set $expected (call $past))
                  (loop $next
                    (local.set $bits (i32.and (i32.shr_u (local.get $expected) (i32.const 7)) (i32.const 1)))
                    (local.set $expected (i32.shl (local.get $expected) (i32.const 1)))
                    (local.set $slot
                      (call $bit
                        (i32.add
                          (i32.add (local.get $at) (local.get $value))
                          (i32.shl (i32.add (local.get $bits) (i32.const 1)) (i32.const 8)))))
                    (local.set $value (i32.add (i32.shl (local.get $value) (i32.const 1)) (local.get $slot)))
                    (br_if $next
                      (i32.and
                        (i32.eq (local.get $slot) (local.get $bits))
                        (i32.lt_u (local.get $value) (i32.const 256)))))))
              (call $put (call $number (local.get $at) (i32.const 256) (local.get $value)))
              (local.set $state
                (select
                  (i32.const 0)
                  (i32.sub
                    (local.get $state)
                    (select (i32.const 3) (i32.const 6) (i32.lt_u (local.get $state) (i32.const 10))))
                  (i32.lt_u (local.get $state) (i32.const 4))))))
          (br $all))))
    (local.get $end)))
