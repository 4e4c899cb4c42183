<?php
/**
 * The back office: menus, pages, boxes, notices, screens.
 *
 * @package Framme
 */

/**
 * What plugins have put into the back office.
 */
final class Pretend_Admin {

	/** Pages by slug: title, menu title, right, callback, parent, hook. */
	public static $pages = array();

	/** Boxes by screen and place. */
	public static $boxes = array();

	/** Whether a page of the back office is being answered. */
	public static $inside = false;

	/** The screen being shown. */
	public static $screen = null;

	/**
	 * Let plugins add their pages, once.
	 */
	public static function fill(): void {
		if ( ! did_action( 'admin_menu' ) ) {
			self::$inside = true;
			do_action( 'admin_menu', '' );
		}
	}

	/**
	 * Return a page's content, with all hooks around it, or refuse.
	 *
	 * @param string $slug Of the page.
	 */
	public static function page( string $slug ): string {
		self::fill();
		$page = self::$pages[ $slug ] ?? null;
		if ( ! $page || ! current_user_can( $page['right'] ) ) {
			wp_die( 'Sorry, you are not allowed to access this page.', '', 403 );
		}
		set_current_screen( $page['hook'] );
		do_action( 'admin_init' );
		do_action( 'load-' . $page['hook'] );
		do_action( 'admin_enqueue_scripts', $page['hook'] );
		ob_start();
		do_action( 'admin_notices' );
		do_action( 'all_admin_notices' );
		call_user_func( $page['callback'] );
		return (string) ob_get_clean();
	}
}

/**
 * A screen.
 */
class WP_Screen {

	public $id;
	public $base;
	public $action    = '';
	public $post_type = '';
	public $help      = array();

	public function __construct( string $id ) {
		$this->id   = $id;
		$this->base = $id;
	}

	public static function get( $hook_name = '' ) {
		return $hook_name instanceof self ? $hook_name : new self( (string) $hook_name );
	}

	public function add_help_tab( $args ) {
		$this->help[ $args['id'] ] = $args;
	}

	public function set_help_sidebar( $content ) {
		$this->help['sidebar'] = $content;
	}
}

function set_current_screen( $hook_name = '' ) {
	Pretend_Admin::$screen = WP_Screen::get( $hook_name );
	Pretend_Admin::$inside = true;
	do_action( 'current_screen', Pretend_Admin::$screen );
}

function get_current_screen() {
	return Pretend_Admin::$screen;
}

function is_admin() {
	return Pretend_Admin::$inside;
}

function is_network_admin() {
	return false;
}

function wp_doing_ajax() {
	return apply_filters( 'wp_doing_ajax', defined( 'DOING_AJAX' ) && DOING_AJAX );
}

function wp_doing_cron() {
	return apply_filters( 'wp_doing_cron', defined( 'DOING_CRON' ) && DOING_CRON );
}

function add_menu_page( $page_title, $menu_title, $capability, $menu_slug, $callback = '', $icon_url = '', $position = null ) {
	return add_submenu_page( '', $page_title, $menu_title, $capability, $menu_slug, $callback, $position );
}

function add_submenu_page( $parent_slug, $page_title, $menu_title, $capability, $menu_slug, $callback = '', $position = null ) {
	if ( ! current_user_can( $capability ) ) {
		return false;
	}
	$hook = ( $parent_slug ? sanitize_title( $parent_slug ) : 'toplevel' ) . '_page_' . $menu_slug;

	Pretend_Admin::$pages[ $menu_slug ] = array(
		'title'    => $page_title,
		'menu'     => $menu_title,
		'right'    => $capability,
		'callback' => $callback,
		'parent'   => (string) $parent_slug,
		'hook'     => $hook,
	);
	return $hook;
}

function add_options_page( $page_title, $menu_title, $capability, $menu_slug, $callback = '', $position = null ) {
	return add_submenu_page( 'options-general.php', $page_title, $menu_title, $capability, $menu_slug, $callback, $position );
}

function remove_menu_page( $menu_slug ) {
	unset( Pretend_Admin::$pages[ $menu_slug ] );
}

function menu_page_url( $menu_slug, $display = true ) {
	$url = isset( Pretend_Admin::$pages[ $menu_slug ] ) ? admin_url( 'admin.php?page=' . $menu_slug ) : '';
	if ( $display ) {
		echo esc_url( $url );
	}
	return $url;
}

function add_meta_box( $id, $title, $callback, $screen = null, $context = 'advanced', $priority = 'default', $callback_args = null ) {
	foreach ( (array) ( $screen ?? get_current_screen() ) as $one ) {
		$name = $one instanceof WP_Screen ? $one->id : $one;

		Pretend_Admin::$boxes[ $name ][ $context ][ $id ] = array(
			'id'       => $id,
			'title'    => $title,
			'callback' => $callback,
			'args'     => $callback_args,
		);
	}
}

function remove_meta_box( $id, $screen, $context ) {
	unset( Pretend_Admin::$boxes[ $screen ][ $context ][ $id ] );
}

function do_meta_boxes( $screen, $context, $data_object ) {
	$name = $screen instanceof WP_Screen ? $screen->id : (string) $screen;
	foreach ( Pretend_Admin::$boxes[ $name ][ $context ] ?? array() as $box ) {
		echo '<div id="' . esc_attr( $box['id'] ) . '" class="postbox"><div class="postbox-header"><h2>' . wp_kses_post( $box['title'] ) . '</h2></div><div class="inside">';
		call_user_func( $box['callback'], $data_object, $box );
		echo "</div></div>\n";
	}
	return count( Pretend_Admin::$boxes[ $name ][ $context ] ?? array() );
}

function submit_button( $text = null, $type = 'primary', $name = 'submit', $wrap = true, $other_attributes = null ) {
	echo get_submit_button( $text, $type, $name, $wrap, $other_attributes );
}

function get_submit_button( $text = '', $type = 'primary large', $name = 'submit', $wrap = true, $other_attributes = '' ) {
	$more = '';
	foreach ( (array) $other_attributes as $key => $value ) {
		$more .= is_int( $key ) ? " $value" : ' ' . $key . '="' . esc_attr( $value ) . '"';
	}
	$classes = implode( ' ', array_map( static function ( $one ) { return in_array( $one, array( 'primary', 'small', 'large', 'secondary' ), true ) ? "button-$one" : $one; }, array_filter( is_array( $type ) ? $type : explode( ' ', (string) $type ) ) ) );
	$button  = '<input type="submit" name="' . esc_attr( $name ) . '" id="' . esc_attr( $name ) . '" class="' . esc_attr( trim( "button $classes" ) ) . '" value="' . esc_attr( $text ? $text : 'Save Changes' ) . '"' . $more . ' />';
	return $wrap ? '<p class="submit">' . $button . '</p>' : $button;
}

function wp_admin_notice( $message, $args = array() ) {
	echo wp_kses_post( wp_get_admin_notice( $message, $args ) );
}

function wp_get_admin_notice( $message, $args = array() ) {
	$type    = $args['type'] ?? 'info';
	$classes = trim( "notice notice-$type " . ( empty( $args['dismissible'] ) ? '' : 'is-dismissible ' ) . implode( ' ', $args['additional_classes'] ?? array() ) );
	$inner   = ( $args['paragraph_wrap'] ?? true ) ? "<p>$message</p>" : $message;
	return '<div class="' . esc_attr( $classes ) . '">' . $inner . '</div>';
}

function add_settings_error( $setting, $code, $message, $type = 'error' ) {
	$GLOBALS['wp_settings_errors'][] = compact( 'setting', 'code', 'message', 'type' );
}

function get_settings_errors( $setting = '', $sanitize = false ) {
	return $GLOBALS['wp_settings_errors'] ?? array();
}

function settings_errors( $setting = '', $sanitize = false, $hide_on_update = false ) {
	foreach ( get_settings_errors() as $error ) {
		echo '<div class="notice notice-' . esc_attr( $error['type'] ) . ' settings-error"><p><strong>' . wp_kses_post( $error['message'] ) . '</strong></p></div>';
	}
}

function get_admin_page_title() {
	foreach ( Pretend_Admin::$pages as $page ) {
		if ( Pretend_Admin::$screen && Pretend_Admin::$screen->id === $page['hook'] ) {
			return $page['title'];
		}
	}
	return '';
}

function wp_privacy_anonymize_data( $type, $data = '' ) {
	return '';
}

function wp_add_privacy_policy_content( $plugin_name, $policy_text ) {
	if ( ! doing_action( 'admin_init' ) && ! did_action( 'admin_init' ) ) {
		_doing_it_wrong( __FUNCTION__, 'The suggested privacy policy content should be added on admin_init.', '4.9.7' );
	}
	$GLOBALS['pretend_privacy'][ $plugin_name ] = $policy_text;
}
