<?php
/**
 * Cleaning of what comes in, and small tools for values.
 *
 * @package Framme
 */

function pretend_text_field( $str, bool $keep_newlines ): string {
	if ( is_array( $str ) || is_object( $str ) ) {
		return '';
	}
	$text = wp_check_invalid_utf8( $str );
	if ( false !== strpos( $text, '<' ) ) {
		$text = preg_replace( '/<(?![a-z\/!])/i', '&lt;', $text );
		$text = wp_strip_all_tags( $text );
	}
	if ( ! $keep_newlines ) {
		$text = preg_replace( '/[\r\n\t ]+/', ' ', $text );
	}
	$without = trim( $text );
	do {
		$before  = $without;
		$without = preg_replace( '/%[a-f0-9]{2}/i', '', $before );
	} while ( $without !== $before );
	return trim( $without === trim( $text ) ? $without : preg_replace( '/ +/', ' ', $without ) );
}

function sanitize_text_field( $str ) {
	return apply_filters( 'sanitize_text_field', pretend_text_field( $str, false ), $str );
}

function sanitize_textarea_field( $str ) {
	return apply_filters( 'sanitize_textarea_field', pretend_text_field( $str, true ), $str );
}

function sanitize_key( $key ) {
	$clean = is_scalar( $key ) ? preg_replace( '/[^a-z0-9_\-]/', '', strtolower( (string) $key ) ) : '';
	return apply_filters( 'sanitize_key', $clean, $key );
}

function sanitize_title( $title, $fallback_title = '', $context = 'save' ) {
	$clean = strtolower( remove_accents( wp_strip_all_tags( $title ) ) );
	$clean = trim( preg_replace( '/[\s-]+/', '-', preg_replace( '/[^a-z0-9 _-]/', '', $clean ) ), '-' );
	return '' === $clean ? $fallback_title : $clean;
}

function sanitize_html_class( $classname, $fallback = '' ) {
	$clean = preg_replace( '/[^A-Za-z0-9_-]/', '', preg_replace( '/%[a-fA-F0-9]{2}/', '', (string) $classname ) );
	return '' === $clean && $fallback ? sanitize_html_class( $fallback ) : $clean;
}

function sanitize_file_name( $filename ) {
	return trim( preg_replace( '/[^A-Za-z0-9._-]+/', '-', (string) $filename ), '.-_' );
}

function remove_accents( $text, $locale = '' ) {
	// Other scripts than the Latin one have none, and stay as they are.
	return preg_replace_callback(
		'/\p{Latin}+/u',
		static function ( $found ) {
			$plain = iconv( 'UTF-8', 'ASCII//TRANSLIT//IGNORE', $found[0] );
			return false === $plain ? $found[0] : $plain;
		},
		(string) $text
	);
}

function is_email( $email, $deprecated = false ) {
	$good = strlen( (string) $email ) >= 6 && preg_match( '/^[a-zA-Z0-9!#$%&\'*+\/=?^_`{|}~.-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]+$/i', (string) $email );
	return apply_filters( 'is_email', $good ? $email : false, $email, null );
}

function sanitize_email( $email ) {
	$clean = preg_replace( '/[^a-zA-Z0-9!#$%&\'*+\/=?^_`{|}~.@-]/', '', (string) $email );
	return is_email( $clean ) ? $clean : '';
}

function absint( $maybeint ) {
	return abs( (int) $maybeint );
}

function map_deep( $value, $callback ) {
	if ( is_array( $value ) ) {
		foreach ( $value as $key => $item ) {
			$value[ $key ] = map_deep( $item, $callback );
		}
		return $value;
	}
	return is_object( $value ) ? $value : call_user_func( $callback, $value );
}

function wp_unslash( $value ) {
	return map_deep(
		$value,
		static function ( $one ) {
			return is_string( $one ) ? stripslashes( $one ) : $one;
		}
	);
}

function wp_slash( $value ) {
	return map_deep(
		$value,
		static function ( $one ) {
			return is_string( $one ) ? addslashes( $one ) : $one;
		}
	);
}

function stripslashes_deep( $value ) {
	return wp_unslash( $value );
}

function wp_parse_args( $args, $defaults = array() ) {
	if ( is_string( $args ) ) {
		parse_str( $args, $read );
		$args = $read;
	}
	return array_merge( $defaults, is_object( $args ) ? get_object_vars( $args ) : (array) $args );
}

function wp_parse_url( $url, $component = -1 ) {
	return parse_url( (string) $url, $component );
}

function wp_parse_str( $input_string, &$result ) {
	parse_str( (string) $input_string, $result );
}

function wp_json_encode( $value, $flags = 0, $depth = 512 ) {
	return json_encode( $value, $flags, $depth );
}

function wp_list_pluck( $input_list, $field, $index_key = null ) {
	$plucked = array();
	foreach ( $input_list as $key => $item ) {
		$item = (array) $item;
		$plucked[ null === $index_key ? $key : $item[ $index_key ] ] = $item[ $field ];
	}
	return $plucked;
}

function wp_parse_id_list( $input_list ) {
	return array_values( array_unique( array_map( 'absint', wp_parse_list( $input_list ) ) ) );
}

function wp_parse_list( $input_list ) {
	return is_array( $input_list ) ? $input_list : preg_split( '/[\s,]+/', (string) $input_list, -1, PREG_SPLIT_NO_EMPTY );
}

function wp_validate_boolean( $value ) {
	return is_string( $value ) && 'false' === strtolower( $value ) ? false : (bool) $value;
}

function maybe_unserialize( $data ) {
	return is_string( $data ) && preg_match( '/^(a|O|s|i|b|d|N)[:;]/', $data ) ? unserialize( $data, array( 'allowed_classes' => false ) ) : $data;
}

function trailingslashit( $value ) {
	return untrailingslashit( $value ) . '/';
}

function untrailingslashit( $value ) {
	return rtrim( (string) $value, '/\\' );
}

function wp_normalize_path( $path ) {
	return str_replace( '\\', '/', (string) $path );
}

function wp_trim_words( $text, $num_words = 55, $more = null ) {
	$words = preg_split( '/\s+/', wp_strip_all_tags( $text ), -1, PREG_SPLIT_NO_EMPTY );
	return count( $words ) > $num_words ? implode( ' ', array_slice( $words, 0, $num_words ) ) . ( $more ?? '&hellip;' ) : implode( ' ', $words );
}

function wp_generate_password( $length = 12, $special_chars = true, $extra_special_chars = false ) {
	return substr( strtr( base64_encode( random_bytes( $length ) ), '+/', 'ab' ), 0, $length );
}

function wp_generate_uuid4() {
	return vsprintf( '%s%s-%s-4%3$s-8%3$s-%s%s%s', str_split( bin2hex( random_bytes( 14 ) ) . '000', 4 ) );
}

function wp_rand( $min = 0, $max = 4294967295 ) {
	return random_int( $min, $max );
}

function wp_unique_id( $prefix = '' ) {
	static $last = 0;
	return $prefix . (string) ++$last;
}

function wpautop( $text, $br = true ) {
	$paragraphs = preg_split( '/\n\s*\n/', trim( (string) $text ), -1, PREG_SPLIT_NO_EMPTY );
	return $paragraphs ? '<p>' . implode( "</p>\n<p>", $br ? array_map( 'nl2br', $paragraphs ) : $paragraphs ) . "</p>\n" : '';
}

function wptexturize( $text ) {
	return $text;
}

function antispambot( $email_address, $hex_encoding = 0 ) {
	return $email_address;
}

function wp_list_filter( $input_list, $args = array(), $operator = 'AND' ) {
	return array_filter(
		$input_list,
		static function ( $item ) use ( $args ) {
			return array_intersect_key( (array) $item, $args ) == $args;
		}
	);
}

function wp_specialchars_decode( $text, $quote_style = ENT_NOQUOTES ) {
	return htmlspecialchars_decode( (string) $text, $quote_style );
}

function make_clickable( $text ) {
	return preg_replace( '#(?<![\w"\'>=/])(https?://[^\s<]*[^\s<.,;:!?)])#', '<a href="$1" rel="nofollow">$1</a>', (string) $text );
}

function wp_check_filetype( $filename, $mimes = null ) {
	$known = $mimes ?? array(
		'csv'      => 'text/csv',
		'txt'      => 'text/plain',
		'jpg|jpeg' => 'image/jpeg',
		'png'      => 'image/png',
	);
	foreach ( $known as $ends => $type ) {
		if ( preg_match( '/\.(' . $ends . ')$/i', (string) $filename, $found ) ) {
			return array(
				'ext'  => $found[1],
				'type' => $type,
			);
		}
	}
	return array(
		'ext'  => false,
		'type' => false,
	);
}

function wp_raise_memory_limit( $context = 'admin' ) {
	return false;
}
