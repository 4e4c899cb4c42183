<?php
/**
 * Scripts and styles: registered, asked for, and printed once with what they need.
 *
 * @package Framme
 */

function wp_register_script( $handle, $src, $deps = array(), $ver = false, $args = array() ) {
	return Pretend_Assets::$scripts->add( $handle, $src, $deps, $ver, $args );
}

function wp_enqueue_script( $handle, $src = '', $deps = array(), $ver = false, $args = array() ) {
	if ( $src ) {
		wp_register_script( $handle, $src, $deps, $ver, $args );
	}
	if ( ! wp_script_is( $handle, 'enqueued' ) ) {
		Pretend_Assets::$scripts->queue[] = $handle;
	}
}

function wp_dequeue_script( $handle ) {
	Pretend_Assets::$scripts->queue = array_values( array_diff( Pretend_Assets::$scripts->queue, array( $handle ) ) );
}

function wp_deregister_script( $handle ) {
	unset( Pretend_Assets::$scripts->registered[ $handle ] );
}

function wp_script_is( $handle, $status = 'enqueued' ) {
	return Pretend_Assets::$scripts->is( $handle, $status );
}

function wp_register_style( $handle, $src, $deps = array(), $ver = false, $media = 'all' ) {
	return Pretend_Assets::$styles->add( $handle, $src, $deps, $ver, $media );
}

function wp_enqueue_style( $handle, $src = '', $deps = array(), $ver = false, $media = 'all' ) {
	if ( $src ) {
		wp_register_style( $handle, $src, $deps, $ver, $media );
	}
	if ( ! wp_style_is( $handle, 'enqueued' ) ) {
		Pretend_Assets::$styles->queue[] = $handle;
	}
}

function wp_dequeue_style( $handle ) {
	Pretend_Assets::$styles->queue = array_values( array_diff( Pretend_Assets::$styles->queue, array( $handle ) ) );
}

function wp_style_is( $handle, $status = 'enqueued' ) {
	return Pretend_Assets::$styles->is( $handle, $status );
}

function wp_style_add_data( $handle, $key, $value ) {
	return wp_style_is( $handle, 'registered' );
}

function wp_script_add_data( $handle, $key, $value ) {
	return wp_script_is( $handle, 'registered' );
}

function wp_add_inline_style( $handle, $data ) {
	if ( wp_style_is( $handle, 'registered' ) ) {
		Pretend_Assets::$styles->registered[ $handle ]['after'][] = $data;
	}
	return wp_style_is( $handle, 'registered' );
}

function wp_add_inline_script( $handle, $data, $position = 'after' ) {
	if ( wp_script_is( $handle, 'registered' ) ) {
		Pretend_Assets::$scripts->registered[ $handle ][ $position ][] = $data;
	}
	return wp_script_is( $handle, 'registered' );
}

function wp_localize_script( $handle, $object_name, $l10n ) {
	$texts = array_map(
		static function ( $one ) {
			return is_scalar( $one ) ? html_entity_decode( (string) $one, ENT_QUOTES, 'UTF-8' ) : $one;
		},
		(array) $l10n
	);
	return wp_add_inline_script( $handle, "var $object_name = " . wp_json_encode( $texts, JSON_HEX_TAG | JSON_UNESCAPED_SLASHES ) . ';', 'before' );
}

function wp_set_script_translations( $handle, $domain = 'default', $path = '' ) {
	if ( wp_script_is( $handle, 'registered' ) ) {
		Pretend_Assets::$scripts->registered[ $handle ]['words'] = $domain;
	}
	return wp_script_is( $handle, 'registered' );
}

function pretend_write_script( string $handle, array $asset ): void {
	foreach ( array( 'before', 'src', 'after' ) as $part ) {
		if ( 'src' !== $part && $asset[ $part ] ) {
			echo "<script id='" . esc_attr( "$handle-js-$part" ) . "'>\n" . implode( "\n", $asset[ $part ] ) . "\n</script>\n";
		} elseif ( 'src' === $part && $asset['src'] ) {
			$strategy = is_array( $asset['args'] ) ? ( $asset['args']['strategy'] ?? '' ) : '';
			echo "<script src='" . esc_url( Pretend_Assets::address( $asset ) ) . "' id='" . esc_attr( "$handle-js" ) . "'" . ( $strategy ? ' ' . esc_attr( $strategy ) : '' ) . "></script>\n";
		}
	}
}

function pretend_write_style( string $handle, array $asset ): void {
	if ( $asset['src'] ) {
		echo "<link rel='stylesheet' id='" . esc_attr( "$handle-css" ) . "' href='" . esc_url( Pretend_Assets::address( $asset ) ) . "' media='all' />\n";
	}
	if ( $asset['after'] ) {
		echo "<style id='" . esc_attr( "$handle-inline-css" ) . "'>\n" . implode( "\n", $asset['after'] ) . "\n</style>\n";
	}
}

/**
 * Print styles and scripts that are due: in the head, those not for the foot; in the foot, all.
 *
 * @param bool $in_foot Whether this is the foot of the page.
 */
function pretend_print_assets( bool $in_foot ): void {
	Pretend_Assets::$styles->print_all( 'pretend_write_style', '__return_true' );
	Pretend_Assets::$scripts->print_all(
		'pretend_write_script',
		static function ( array $asset ) use ( $in_foot ) {
			$for_foot = is_array( $asset['args'] ) ? ! empty( $asset['args']['in_footer'] ) : (bool) $asset['args'];
			return $in_foot || ! $for_foot;
		}
	);
}

function wp_head() {
	do_action( 'wp_enqueue_scripts' );
	do_action( 'wp_head' );
	pretend_print_assets( false );
}

function wp_footer() {
	do_action( 'wp_footer' );
	pretend_print_assets( true );
}

function wp_print_inline_script_tag( $data, $attributes = array() ) {
	echo wp_get_inline_script_tag( $data, $attributes );
}

function wp_get_inline_script_tag( $data, $attributes = array() ) {
	$pairs = '';
	foreach ( $attributes as $name => $value ) {
		$pairs .= ' ' . $name . '="' . esc_attr( $value ) . '"';
	}
	return "<script$pairs>\n$data\n</script>\n";
}
