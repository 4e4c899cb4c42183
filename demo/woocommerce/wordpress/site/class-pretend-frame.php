<?php
/**
 * Writes what stands around a page: of the shop, or of the back office.
 *
 * @package Framme
 */

/**
 * A modest theme. What is inside has been made before, so that its styles stand in the head.
 */
final class Pretend_Frame {

	/**
	 * Send a page of the shop.
	 *
	 * @param string $title Its title.
	 * @param string $html  What is in it.
	 */
	public static function shop( string $title, string $html ): void {
		header( 'Content-Type: text/html; charset=UTF-8' );
		if ( is_user_logged_in() || ! empty( $GLOBALS['pretend_not_kept'] ) ) {
			nocache_headers();
		}
		$links = array(
			''            => 'Shop',
			'my-account/' => 'My account',
			'track/'      => 'Track an order',
		);
		echo '<!DOCTYPE html><html ' . get_language_attributes() . '><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>' . esc_html( $title . ' – ' . get_bloginfo( 'name' ) ) . '</title>';
		echo '<link rel="icon" href="data:,"><link rel="stylesheet" href="' . esc_url( admin_url( 'pretend/site.css' ) ) . '">';
		wp_head();
		echo '</head><body class="woocommerce-page"><header class="site-header"><a class="site-title" href="' . esc_url( home_url( '/' ) ) . '">' . esc_html( get_bloginfo( 'name' ) ) . '</a><nav aria-label="Shop"><ul>';
		foreach ( $links as $path => $name ) {
			echo '<li><a href="' . esc_url( home_url( '/' . $path ) ) . '">' . esc_html( $name ) . '</a></li>';
		}
		echo '</ul></nav>' . self::who() . '</header><main id="content">';
		// A page of the account has a title of its own.
		echo false === strpos( $html, '<h1' ) ? '<h1 class="entry-title">' . esc_html( $title ) . '</h1>' : '';
		echo $html . '</main><footer class="site-footer">A pretend WooCommerce shop, for development</footer>';
		wp_footer();
		echo '</body></html>';
	}

	/**
	 * Send a page of the back office.
	 *
	 * @param string $title Its title.
	 * @param string $html  What is in it.
	 */
	public static function back_office( string $title, string $html ): void {
		header( 'Content-Type: text/html; charset=UTF-8' );
		nocache_headers();
		echo '<!DOCTYPE html><html ' . get_language_attributes() . '><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>' . esc_html( $title . ' ‹ ' . get_bloginfo( 'name' ) ) . '</title>';
		echo '<link rel="icon" href="data:,"><link rel="stylesheet" href="' . esc_url( admin_url( 'pretend/admin.css' ) ) . '">';
		pretend_print_assets( false );
		do_action( 'admin_head' );
		echo '</head><body class="wp-admin wp-core-ui"><header id="wpadminbar"><a href="' . esc_url( home_url( '/' ) ) . '">' . esc_html( get_bloginfo( 'name' ) ) . '</a>' . self::who() . '</header><nav id="adminmenu" aria-label="Main menu"><ul>';
		foreach ( Pretend_Back_Office::menu() as $address => $name ) {
			echo '<li><a href="' . esc_url( admin_url( $address ) ) . '">' . esc_html( $name ) . '</a></li>';
		}
		echo '</ul></nav><main id="wpbody-content">' . $html . '</main>';
		do_action( 'admin_footer' );
		do_action( 'admin_print_footer_scripts' );
		pretend_print_assets( true );
		echo '</body></html>';
	}

	/**
	 * Send what WordPress says when it goes no further.
	 *
	 * @param Pretend_End $end What it says.
	 */
	public static function message( Pretend_End $end ): void {
		echo '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>WordPress › Error</title><link rel="stylesheet" href="' . esc_url( admin_url( 'pretend/site.css' ) ) . '"></head><body id="error-page"><main>' . wp_kses_post( wpautop( $end->getMessage() ) ) . '</main></body></html>';
	}

	/**
	 * Write who is logged in.
	 */
	private static function who(): string {
		if ( ! is_user_logged_in() ) {
			return '<p class="who"><a href="' . esc_url( wp_login_url() ) . '">Log in</a></p>';
		}
		return '<p class="who">' . esc_html( wp_get_current_user()->display_name ) . ' <a href="' . esc_url( wp_login_url() ) . '">Somebody else</a> <a href="' . esc_url( wp_logout_url() ) . '">Log out</a></p>';
	}
}
