<?php
/**
 * Escaping for where a text is shown.
 *
 * @package Framme
 */

function wp_check_invalid_utf8( $text, $strip = false ) {
	return mb_check_encoding( (string) $text, 'UTF-8' ) ? (string) $text : '';
}

function pretend_special( $text ): string {
	return htmlspecialchars( wp_check_invalid_utf8( $text ), ENT_QUOTES, 'UTF-8', false );
}

function esc_html( $text ) {
	return apply_filters( 'esc_html', pretend_special( $text ), $text );
}

function esc_attr( $text ) {
	return apply_filters( 'attribute_escape', pretend_special( $text ), $text );
}

function esc_textarea( $text ) {
	return apply_filters( 'esc_textarea', htmlspecialchars( (string) $text, ENT_QUOTES, 'UTF-8' ), $text );
}

function esc_xml( $text ) {
	return pretend_special( $text );
}

function esc_js( $text ) {
	$safe = htmlspecialchars( wp_check_invalid_utf8( $text ), ENT_COMPAT, 'UTF-8', false );
	return str_replace( array( "\r", "\n" ), array( '', '\\n' ), addslashes( $safe ) );
}

function wp_allowed_protocols() {
	return array( 'http', 'https', 'ftp', 'ftps', 'mailto', 'news', 'irc', 'feed', 'telnet', 'tel', 'sms', 'webcal', 'urn' );
}

function esc_url( $url, $protocols = null, $_context = 'display' ) {
	$clean = preg_replace( '/[^a-z0-9\-~+_.?#=!&;,\/:%@$|*\'()\[\]\x80-\xff]/i', '', str_replace( ' ', '%20', ltrim( (string) $url ) ) );
	$clean = 0 === stripos( $clean, 'mailto:' ) ? $clean : str_ireplace( array( '%0d', '%0a' ), '', $clean );
	if ( '' === $clean ) {
		return '';
	}
	if ( false === strpos( $clean, ':' ) && ! in_array( $clean[0], array( '/', '#', '?' ), true ) && ! preg_match( '/^[a-z0-9-]+?\.php/i', $clean ) ) {
		$clean = 'http://' . $clean;
	}
	$allowed = is_array( $protocols ) ? $protocols : wp_allowed_protocols();
	if ( '/' !== $clean[0] && preg_match( '/^([^:\/?#]*):/', html_entity_decode( $clean, ENT_QUOTES ), $scheme ) && ! in_array( strtolower( $scheme[1] ), $allowed, true ) ) {
		return '';
	}
	if ( 'display' === $_context ) {
		$clean = str_replace( array( '&amp;', "'" ), array( '&#038;', '&#039;' ), preg_replace( '/&(?!#?\w+;)/', '&amp;', $clean ) );
	}
	return apply_filters( 'clean_url', $clean, $url, $_context );
}

function esc_url_raw( $url, $protocols = null ) {
	return esc_url( $url, $protocols, 'db' );
}

function sanitize_url( $url, $protocols = null ) {
	return esc_url_raw( $url, $protocols );
}

function wp_kses_allowed_html( $context = '' ) {
	if ( is_array( $context ) ) {
		return $context;
	}
	$everywhere = array_fill_keys( array( 'class', 'id', 'style', 'title', 'role', 'dir', 'lang', 'hidden', 'data-*', 'aria-*' ), true );
	$names      = 'a abbr address article aside b blockquote br caption cite code dd del details div dl dt em figure figcaption footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q s section small span strong sub summary sup table tbody td tfoot th thead time tr u ul';
	$tags       = array_fill_keys( explode( ' ', $names ), $everywhere );
	$tags['a']    += array_fill_keys( array( 'href', 'rel', 'target', 'name', 'download' ), true );
	$tags['img']  += array_fill_keys( array( 'src', 'alt', 'width', 'height', 'loading' ), true );
	$tags['time'] += array( 'datetime' => true );
	$tags['td']   += array_fill_keys( array( 'colspan', 'rowspan', 'headers' ), true );
	$tags['th']   += array_fill_keys( array( 'colspan', 'rowspan', 'scope' ), true );
	$tags['ol']   += array( 'start' => true );
	$tags['details'] += array( 'open' => true );
	return apply_filters( 'wp_kses_allowed_html', 'post' === $context ? $tags : array_intersect_key( $tags, array_flip( explode( ' ', 'a abbr b blockquote cite code del em i q s strong' ) ) ), $context );
}

function wp_kses_post( $data ) {
	return wp_kses( $data, 'post' );
}

function wp_kses_data( $data ) {
	return wp_kses( $data, current_filter() );
}

function wp_kses( $content, $allowed_html, $allowed_protocols = array() ) {
	$allowed = array_change_key_case( wp_kses_allowed_html( $allowed_html ) );
	$content = preg_replace( '/<!--.*?-->/s', '', (string) $content );
	return preg_replace_callback(
		'/<[^>]*(?:>|$)|>/',
		static function ( $found ) use ( $allowed, $allowed_protocols ) {
			return pretend_kses_tag( $found[0], $allowed, $allowed_protocols ? $allowed_protocols : wp_allowed_protocols() );
		},
		$content
	);
}

function pretend_kses_tag( string $tag, array $allowed, array $protocols ): string {
	if ( ! preg_match( '/^<\s*(\/?)\s*([a-z0-9-]+)((?:[^>"\']|"[^"]*"|\'[^\']*\')*)>$/i', $tag, $parts ) ) {
		return '>' === $tag ? '&gt;' : '&lt;' . substr( $tag, 1 );
	}
	$name = strtolower( $parts[2] );
	if ( ! isset( $allowed[ $name ] ) ) {
		return '';
	}
	if ( '/' === $parts[1] ) {
		return "</$name>";
	}
	$kept = '';
	preg_match_all( '/([a-z][a-z0-9_:.-]*)(?:\s*=\s*("[^"]*"|\'[^\']*\'|[^\s"\'>]+))?/i', $parts[3], $attributes, PREG_SET_ORDER );
	foreach ( $attributes as $attribute ) {
		$kept .= pretend_kses_attribute( $attribute, (array) $allowed[ $name ], $protocols );
	}
	return "<$name$kept" . ( '/' === substr( rtrim( $parts[3] ), -1 ) ? ' />' : '>' );
}

function pretend_kses_attribute( array $attribute, array $allowed, array $protocols ): string {
	$key  = strtolower( $attribute[1] );
	$wide = preg_replace( '/^(data|aria)-.+$/', '$1-*', $key );
	if ( empty( $allowed[ $key ] ) && empty( $allowed[ $wide ] ) ) {
		return '';
	}
	if ( ! isset( $attribute[2] ) ) {
		return " $key";
	}
	$value = trim( $attribute[2], '"\'' );
	if ( in_array( $key, array( 'href', 'src', 'cite', 'action' ), true ) ) {
		$plain = html_entity_decode( $value, ENT_QUOTES );
		if ( preg_match( '/^\s*([^:\/?#]*):/', $plain, $scheme ) && ! in_array( strtolower( trim( $scheme[1] ) ), $protocols, true ) ) {
			$value = ltrim( substr( $plain, strlen( $scheme[0] ) ) );
		}
	}
	return " $key=\"" . esc_attr( $value ) . '"';
}

function wp_strip_all_tags( $text, $remove_breaks = false ) {
	$text = strip_tags( preg_replace( '@<(script|style)[^>]*?>.*?</\\1>@si', '', (string) $text ) );
	return trim( $remove_breaks ? preg_replace( '/[\r\n\t ]+/', ' ', $text ) : $text );
}

function checked( $checked, $current = true, $display = true ) {
	return pretend_marked( $checked, $current, $display, 'checked' );
}

function selected( $selected, $current = true, $display = true ) {
	return pretend_marked( $selected, $current, $display, 'selected' );
}

function disabled( $disabled, $current = true, $display = true ) {
	return pretend_marked( $disabled, $current, $display, 'disabled' );
}

function pretend_marked( $one, $other, $display, string $mark ): string {
	$html = (string) $one === (string) $other ? " $mark='$mark'" : '';
	if ( $display ) {
		echo $html;
	}
	return $html;
}
