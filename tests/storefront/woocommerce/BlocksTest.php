<?php
/**
 * The same in the block editor.
 *
 * @package Framme
 */

require_once __DIR__ . '/ShopperTestCase.php';

final class BlocksTest extends ShopperTestCase {

	public function test_a_block_shows_what_its_shortcode_shows(): void {
		$this->connect();
		$this->answer( self::FRAMME . 'words', 200, $this->told( 'words.en' ) );
		$this->answer( self::FRAMME . 'faq', 200, $this->told( 'faq.en' ) );
		$this->assertStringContainsString( 'Find your order', do_blocks( '<!-- wp:framme/order-tracking /-->' ) );
		$this->assertStringContainsString( 'Where is my order?', do_blocks( '<!-- wp:framme/delivery-faq /-->' ) );
	}

	public function test_a_block_carries_what_its_author_chose(): void {
		$this->connect();
		$this->answer( self::FRAMME . 'words', 200, $this->told( 'words.en' ) );
		$this->assertStringContainsString( 'wp-block-framme-order-tracking', do_blocks( '<!-- wp:framme/order-tracking /-->' ) );
	}

	public function test_a_block_with_nothing_to_show_leaves_no_empty_box(): void {
		$this->assertSame( '', trim( do_blocks( '<!-- wp:framme/delivery-faq /-->' ) ) );
	}

	/**
	 * @dataProvider blocks
	 */
	public function test_a_block_is_described_as_wordpress_reads_it( string $block ): void {
		$told = json_decode( (string) file_get_contents( FRAMME_FOLDER . "blocks/$block/block.json" ), true );
		$this->assertSame( array( 3, "framme/$block", 'framme', FRAMME_VERSION ), array( $told['apiVersion'], $told['name'], $told['textdomain'], $told['version'] ) );
		$this->assertArrayNotHasKey( 'style', $told, 'WordPress would load it on pages without the block' );
		$assets = require FRAMME_FOLDER . "blocks/$block/index.asset.php";
		$script = (string) file_get_contents( FRAMME_FOLDER . "blocks/$block/index.js" );
		$this->assertStringContainsString( "registerBlockType( 'framme/$block'", $script );
		foreach ( array( 'blocks', 'blockEditor', 'components', 'element', 'i18n', 'serverSideRender' ) as $used ) {
			$handle = 'wp-' . strtolower( preg_replace( '/([A-Z])/', '-$1', $used ) );
			$this->assertContains( $handle, $assets['dependencies'] );
		}
		$this->assertSame( FRAMME_VERSION, $assets['version'] );
	}

	public function blocks(): array {
		return array( array( 'order-tracking' ), array( 'delivery-faq' ) );
	}
}
