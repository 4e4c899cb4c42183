<?php
/**
 * Languages: which one is shown, and texts in it.
 *
 * @package Framme
 */

/**
 * Catalogues by domain and language, and the languages switched to.
 */
final class Pretend_Words {

	/**
	 * Where each domain's catalogues are.
	 *
	 * @var array<string, string>
	 */
	public static $folders = array();

	/**
	 * Catalogues that have been read; null where there is none.
	 *
	 * @var array<string, Pretend_Catalogue|null>
	 */
	private static $read = array();

	/**
	 * Languages switched to, innermost last.
	 *
	 * @var list<string>
	 */
	public static $switched = array();

	/**
	 * Return the catalogue of a domain in the language shown now, or null.
	 *
	 * @param string $domain The domain.
	 */
	public static function catalogue( string $domain ): ?Pretend_Catalogue {
		$path = ( self::$folders[ $domain ] ?? '' ) . '/' . $domain . '-' . determine_locale();
		if ( ! array_key_exists( $path, self::$read ) ) {
			$found                = array_filter( array( "$path.mo", "$path.po" ), 'is_file' );
			self::$read[ $path ] = $found ? new Pretend_Catalogue( reset( $found ) ) : null;
		}
		return self::$read[ $path ];
	}

	/**
	 * Return a text in the language shown now.
	 *
	 * @param string $text    In English.
	 * @param string $domain  Its domain.
	 * @param string $context Its context, if it has one.
	 */
	public static function say( string $text, string $domain, string $context = '' ): string {
		$catalogue = self::catalogue( $domain );
		$key       = '' === $context ? $text : "$context\4$text";
		return $catalogue && '' !== ( $catalogue->said[ $key ][0] ?? '' ) && '' !== $text ? $catalogue->said[ $key ][0] : $text;
	}
}

function __( $text, $domain = 'default' ) {
	return apply_filters( 'gettext', Pretend_Words::say( (string) $text, $domain ), $text, $domain );
}

function _e( $text, $domain = 'default' ) {
	echo __( $text, $domain );
}

function _x( $text, $context, $domain = 'default' ) {
	return apply_filters( 'gettext_with_context', Pretend_Words::say( (string) $text, $domain, $context ), $text, $context, $domain );
}

function esc_html__( $text, $domain = 'default' ) {
	return esc_html( __( $text, $domain ) );
}

function esc_html_e( $text, $domain = 'default' ) {
	echo esc_html( __( $text, $domain ) );
}

function esc_html_x( $text, $context, $domain = 'default' ) {
	return esc_html( _x( $text, $context, $domain ) );
}

function esc_attr__( $text, $domain = 'default' ) {
	return esc_attr( __( $text, $domain ) );
}

function esc_attr_e( $text, $domain = 'default' ) {
	echo esc_attr( __( $text, $domain ) );
}

function esc_attr_x( $text, $context, $domain = 'default' ) {
	return esc_attr( _x( $text, $context, $domain ) );
}

function _n( $single, $plural, $number, $domain = 'default' ) {
	return pretend_plural( $single, $plural, (int) $number, $domain, '' );
}

function _nx( $single, $plural, $number, $context, $domain = 'default' ) {
	return pretend_plural( $single, $plural, (int) $number, $domain, $context );
}

function pretend_plural( $single, $plural, int $number, $domain, string $context ): string {
	$catalogue = Pretend_Words::catalogue( $domain );
	$key       = '' === $context ? $single : "$context\4$single";
	if ( $catalogue && isset( $catalogue->said[ $key ] ) ) {
		return $catalogue->said[ $key ][ $catalogue->form( $number ) ];
	}
	return 1 === $number ? $single : $plural;
}

function _n_noop( $singular, $plural, $domain = null ) {
	return array(
		'singular' => $singular,
		'plural'   => $plural,
		'context'  => null,
		'domain'   => $domain,
	);
}

function translate_nooped_plural( $nooped_plural, $count, $domain = 'default' ) {
	return _n( $nooped_plural['singular'], $nooped_plural['plural'], $count, $nooped_plural['domain'] ?? $domain );
}

function load_plugin_textdomain( $domain, $deprecated = false, $plugin_rel_path = false ) {
	// What WordPress keeps in wp-content/plugins lies where our plugin is.
	$below                             = preg_replace( '#^/?[^/]+/?#', '', trim( (string) $plugin_rel_path, '/' ) . '/' );
	Pretend_Words::$folders[ $domain ] = rtrim( dirname( Pretend_Plugins::$main ) . '/' . $below, '/' );
	return null !== Pretend_Words::catalogue( $domain );
}

function unload_textdomain( $domain, $reloadable = false ) {
	unset( Pretend_Words::$folders[ $domain ] );
	return true;
}

function is_textdomain_loaded( $domain ) {
	return null !== Pretend_Words::catalogue( $domain );
}

function get_locale() {
	$language = get_option( 'WPLANG' );
	return apply_filters( 'locale', $language ? $language : 'en_US' );
}

function get_user_locale( $user = 0 ) {
	$found = $user instanceof WP_User ? $user : ( $user ? get_userdata( $user ) : wp_get_current_user() );
	$own   = $found && $found->exists() ? ( $found->locale ? $found->locale : get_user_meta( $found->ID, 'locale', true ) ) : '';
	return $own ? $own : get_locale();
}

function determine_locale() {
	if ( Pretend_Words::$switched ) {
		return end( Pretend_Words::$switched );
	}
	$early = apply_filters( 'pre_determine_locale', null );
	if ( $early ) {
		return $early;
	}
	return apply_filters( 'determine_locale', is_admin() || '1' === ( $_GET['_locale'] ?? '' ) ? get_user_locale() : get_locale() );
}

function switch_to_locale( $locale ) {
	if ( determine_locale() === $locale || ! in_array( $locale, array_merge( array( 'en_US' ), get_available_languages() ), true ) ) {
		return false;
	}
	Pretend_Words::$switched[] = $locale;
	do_action( 'switch_locale', $locale, false );
	return true;
}

function switch_to_user_locale( $user_id ) {
	return switch_to_locale( get_user_locale( $user_id ) );
}

function restore_previous_locale() {
	$left = array_pop( Pretend_Words::$switched );
	do_action( 'restore_previous_locale', determine_locale(), $left );
	return null === $left ? false : determine_locale();
}

function restore_current_locale() {
	Pretend_Words::$switched = array();
	return determine_locale();
}

function is_locale_switched() {
	return array() !== Pretend_Words::$switched;
}

function get_available_languages( $dir = null ) {
	return array( 'sv_SE', 'es_ES', 'it_IT', 'zh_TW' );
}

function is_rtl() {
	return false;
}

function get_bloginfo( $show = '', $filter = 'raw' ) {
	$values = array(
		'name'        => get_option( 'blogname' ),
		'description' => get_option( 'blogdescription' ),
		'url'         => home_url(),
		'wpurl'       => site_url(),
		'admin_email' => get_option( 'admin_email' ),
		'charset'     => 'UTF-8',
		'version'     => Pretend::WORDPRESS,
		'language'    => str_replace( '_', '-', determine_locale() ),
		'html_type'   => 'text/html',
	);
	return $values[ '' === $show ? 'name' : $show ] ?? '';
}

function bloginfo( $show = '' ) {
	echo esc_html( get_bloginfo( $show ) );
}

function get_language_attributes( $doctype = 'html' ) {
	return 'lang="' . esc_attr( get_bloginfo( 'language' ) ) . '"';
}

function language_attributes( $doctype = 'html' ) {
	echo get_language_attributes();
}
