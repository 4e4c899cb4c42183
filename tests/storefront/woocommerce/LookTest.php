<?php
/**
 * The one style sheet: where something is shown, and nowhere else.
 *
 * @package Framme
 */

require_once __DIR__ . '/ShopperTestCase.php';

final class LookTest extends ShopperTestCase {

	private function css(): string {
		return (string) file_get_contents( FRAMME_FOLDER . 'assets/framme.css' );
	}

	public function test_a_page_without_anything_of_ours_loads_nothing(): void {
		$this->connect();
		Pretend::page_shown( Pretend::add_page( 'About', 'We sell lamps.', 'about' ) );
		$this->assertFalse( wp_style_is( Framme_Look::STYLE, 'enqueued' ) );
		$this->assertSame( array(), $this->asked );
	}

	/**
	 * @dataProvider contents
	 */
	public function test_a_page_with_something_of_ours_has_its_look( string $content ): void {
		$this->connect();
		$this->answer( self::FRAMME . 'words', 200, $this->told( 'words.en' ) );
		$this->answer( self::FRAMME . 'faq', 200, $this->told( 'faq.en' ) );
		Pretend::page_shown( Pretend::add_page( 'Track', $content, 'track' ) );
		$this->assertTrue( wp_style_is( Framme_Look::STYLE, 'enqueued' ) );
	}

	public function contents(): array {
		return array( array( '[framme_order_tracking]' ), array( '[framme_delivery_faq]' ), array( '<!-- wp:framme/order-tracking /-->' ), array( '<!-- wp:framme/delivery-faq /-->' ) );
	}

	public function test_the_account_loads_it_on_our_tab_only(): void {
		$this->connect();
		$this->log_in( 2 );
		$this->account_page( 'orders', '' );
		$this->assertFalse( wp_style_is( Framme_Look::STYLE, 'enqueued' ) );
		$this->account_page( Framme_Account::ENDPOINT, '' );
		$this->assertTrue( wp_style_is( Framme_Look::STYLE, 'enqueued' ) );
	}

	public function test_it_is_small_and_takes_nothing_from_elsewhere(): void {
		$this->assertLessThanOrEqual( 12 * 1024, strlen( $this->css() ) );
		$this->assertDoesNotMatchRegularExpression( '/@import|url\(|!important|font-family/', $this->css() );
	}

	public function test_it_touches_nothing_but_what_is_ours(): void {
		$rules = preg_replace( array( '#/\*.*?\*/#s', '/@[^{]+\{/' ), '', $this->css() );
		preg_match_all( '/([^{}]+)\{[^{}]*\}/', $rules, $found );
		foreach ( $found[1] as $selectors ) {
			foreach ( preg_split( '/,(?![^(]*\))/', $selectors ) as $selector ) {
				$this->assertMatchesRegularExpression( '/^(dd )?\.framme/', trim( $selector ) );
			}
		}
	}

	public function test_it_reads_from_right_to_left_as_well(): void {
		$this->assertDoesNotMatchRegularExpression( '/(?<![\w-])(left|right)\s*:|-(left|right)(?=[\w-]*\s*:)|text-align:\s*(left|right)/', $this->css() );
	}

	/**
	 * @dataProvider files
	 */
	public function test_no_file_can_be_opened_by_itself( string $file ): void {
		$this->assertMatchesRegularExpression( "/defined\\( '(ABSPATH|WP_UNINSTALL_PLUGIN)' \\) \\|\\| exit;/", (string) file_get_contents( $file ) );
	}

	public function files(): array {
		$folder = dirname( __DIR__, 3 ) . '/storefront/woocommerce/framme';
		$found  = array();
		foreach ( new RecursiveIteratorIterator( new RecursiveDirectoryIterator( $folder, FilesystemIterator::SKIP_DOTS ) ) as $file ) {
			if ( 'php' === $file->getExtension() ) {
				$found[ substr( $file->getPathname(), strlen( $folder ) + 1 ) ] = array( $file->getPathname() );
			}
		}
		return $found;
	}

	public function test_the_versions_of_all_files_agree(): void {
		$this->assertStringContainsString( 'Stable tag: ' . FRAMME_VERSION, (string) file_get_contents( FRAMME_FOLDER . 'readme.txt' ) );
		$this->assertMatchesRegularExpression( '/Version:\s+' . preg_quote( FRAMME_VERSION, '/' ) . "\n/", (string) file_get_contents( FRAMME_FILE ) );
	}

	public function test_every_class_is_where_the_list_says(): void {
		foreach ( require FRAMME_FOLDER . 'includes/parts.php' as $class => $file ) {
			$this->assertFileExists( FRAMME_FOLDER . 'includes/' . $file );
			$this->assertTrue( class_exists( $class ), $class );
		}
	}
}
