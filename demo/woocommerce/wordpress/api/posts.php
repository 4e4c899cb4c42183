<?php
/**
 * Pages: kept, found and shown.
 *
 * @package Framme
 */

/**
 * A page.
 */
class WP_Post {

	public $ID           = 0;
	public $post_title   = '';
	public $post_content = '';
	public $post_name    = '';
	public $post_status  = 'draft';
	public $post_type    = 'post';
	public $post_author  = 0;
	public $post_parent  = 0;

	public function __construct( array $data = array() ) {
		foreach ( $data as $name => $value ) {
			$this->$name = $value;
		}
	}
}

function wp_insert_post( $postarr, $wp_error = false, $fire_after_hooks = true ) {
	$post              = wp_unslash( (array) $postarr );
	$post['post_name'] = sanitize_title( ! empty( $post['post_name'] ) ? $post['post_name'] : $post['post_title'] );
	Pretend::$kept->change(
		'posts',
		static function ( array $all ) use ( &$post ) {
			$post['ID'] = ! empty( $post['ID'] ) ? (int) $post['ID'] : 9 + count( $all );
			$names      = array_diff_key( array_column( $all, 'post_name', 'ID' ), array( $post['ID'] => true ) );
			$name       = $post['post_name'];
			for ( $more = 2; in_array( $post['post_name'], $names, true ); $more++ ) {
				$post['post_name'] = "$name-$more";
			}
			$all[ $post['ID'] ] = array_merge( $all[ $post['ID'] ] ?? get_object_vars( new WP_Post() ), $post );
			return $all;
		}
	);
	do_action( 'save_post', $post['ID'], get_post( $post['ID'] ), false );
	return $post['ID'];
}

function wp_update_post( $postarr, $wp_error = false, $fire_after_hooks = true ) {
	return wp_insert_post( array_merge( wp_slash( get_object_vars( get_post( $postarr['ID'] ) ) ), (array) $postarr ) );
}

function wp_delete_post( $post_id = 0, $force_delete = false ) {
	$post = get_post( $post_id );
	Pretend::$kept->change(
		'posts',
		static function ( array $all ) use ( $post_id ) {
			unset( $all[ $post_id ] );
			return $all;
		}
	);
	return $post ? $post : false;
}

function get_post( $post = null, $output = 'OBJECT', $filter = 'raw' ) {
	if ( $post instanceof WP_Post ) {
		return $post;
	}
	if ( ! $post ) {
		return $GLOBALS['post'] ?? null;
	}
	$kept = Pretend::$kept->all( 'posts' )[ (int) $post ] ?? null;
	return $kept ? new WP_Post( $kept ) : pretend_order_post( (int) $post );
}

function get_posts( $args = null ) {
	$args   = wp_parse_args( $args, array( 'post_type' => 'post', 'post_status' => 'publish', 's' => '' ) );
	$status = (array) $args['post_status'];
	$found  = array();
	foreach ( Pretend::$kept->all( 'posts' ) as $kept ) {
		$is_asked = in_array( $kept['post_type'], (array) $args['post_type'], true ) && ( in_array( 'any', $status, true ) || in_array( $kept['post_status'], $status, true ) );
		if ( $is_asked && ( '' === $args['s'] || false !== stripos( $kept['post_content'], $args['s'] ) ) ) {
			$found[] = 'ids' === ( $args['fields'] ?? '' ) ? $kept['ID'] : new WP_Post( $kept );
		}
	}
	return $found;
}

function get_pages( $args = array() ) {
	return get_posts( array( 'post_type' => 'page' ) + (array) $args );
}

function get_page_by_path( $page_path, $output = 'OBJECT', $post_type = 'page' ) {
	foreach ( get_posts( array( 'post_type' => $post_type, 'post_status' => 'any' ) ) as $post ) {
		if ( trim( $page_path, '/' ) === $post->post_name ) {
			return $post;
		}
	}
	return null;
}

function get_post_status( $post = null ) {
	$found = get_post( $post );
	return $found ? $found->post_status : false;
}

function get_post_type( $post = null ) {
	$found = get_post( $post );
	return $found ? $found->post_type : false;
}

function get_the_title( $post = 0 ) {
	$found = get_post( $post );
	return $found ? apply_filters( 'the_title', $found->post_title, $found->ID ) : '';
}

function get_the_ID() {
	$found = get_post();
	return $found ? $found->ID : false;
}

function get_permalink( $post = 0, $leavename = false ) {
	$found = get_post( $post );
	return $found ? trailingslashit( home_url( $found->post_name ) ) : false;
}

function get_page_link( $post = false ) {
	return get_permalink( $post );
}

function get_edit_post_link( $post = 0, $context = 'display' ) {
	$found = get_post( $post );
	return $found && current_user_can( 'edit_page', $found->ID ) ? admin_url( "post.php?post={$found->ID}&" . ( 'display' === $context ? 'amp;' : '' ) . 'action=edit' ) : null;
}

function get_queried_object_id() {
	return (int) get_the_ID();
}

function is_page( $page = '' ) {
	$found = get_post();
	return $found && 'page' === $found->post_type && ( '' === $page || in_array( (string) $found->ID, array_map( 'strval', (array) $page ), true ) || in_array( $found->post_name, (array) $page, true ) );
}

function is_singular( $post_types = '' ) {
	return null !== get_post();
}

function wp_dropdown_pages( $args = array() ) {
	$args = wp_parse_args( $args, array( 'name' => 'page_id', 'id' => '', 'selected' => 0, 'echo' => 1, 'show_option_none' => '', 'option_none_value' => '', 'class' => '' ) );
	$html = '';
	if ( $args['show_option_none'] ) {
		$html .= '<option value="' . esc_attr( $args['option_none_value'] ) . '">' . esc_html( $args['show_option_none'] ) . "</option>\n";
	}
	foreach ( get_pages() as $page ) {
		$html .= '<option value="' . (int) $page->ID . '"' . selected( $args['selected'], $page->ID, false ) . '>' . esc_html( $page->post_title ) . "</option>\n";
	}
	$html = '<select name="' . esc_attr( $args['name'] ) . '" id="' . esc_attr( $args['id'] ? $args['id'] : $args['name'] ) . "\">\n$html</select>\n";
	if ( $args['echo'] ) {
		echo $html;
	}
	return $html;
}

function get_post_meta( $post_id, $key = '', $single = false ) {
	return $single ? '' : array();
}

function wp_is_post_revision( $post ) {
	return false;
}

function wp_is_post_autosave( $post ) {
	return false;
}
