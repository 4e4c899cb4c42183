<?php
/**
 * The tracking page and the questions about delivery, on any page of the shop.
 *
 * @package Framme
 */

require_once __DIR__ . '/ShopperTestCase.php';

final class ShortcodesTest extends ShopperTestCase {

	public function test_before_the_shop_is_connected_visitors_see_nothing_and_merchants_why(): void {
		foreach ( array( Framme_Shortcodes::TRACKING, Framme_Shortcodes::FAQ ) as $shortcode ) {
			$this->log_in( 0 );
			$this->assertSame( '', do_shortcode( "[$shortcode]" ) );
			$this->log_in( 1 );
			$this->assertStringContainsString( 'until the shop is connected', do_shortcode( "[$shortcode]" ) );
		}
		$this->assertSame( array(), $this->asked );
	}

	public function test_who_is_logged_in_sees_their_orders_above_the_form(): void {
		$this->connect();
		$this->log_in( 2 );
		$this->answer( self::FRAMME . 'words', 200, $this->told( 'words.en' ) );
		$this->tells_of_all( array( $this->earlier_order() ) );
		$page = do_shortcode( '[framme_order_tracking]' );
		$this->assertSame( array( 'Your orders', 'Find your order' ), $this->texts( $page, '//h2' ) );
		$this->assertSame( array( 'Your order has been received.' ), $this->texts( $page, '//h3[contains(@class, "framme-headline")]' ) );
	}

	public function test_without_framme_s_words_there_are_our_own(): void {
		$this->connect();
		$this->framme_is_away();
		$this->assertStringContainsString( 'Find your order', do_shortcode( '[framme_order_tracking]' ) );
		$this->assertCount( 1, $this->asked );
	}

	public function test_the_words_are_asked_for_once_an_hour(): void {
		$this->connect();
		$this->answer( self::FRAMME . 'words', 200, $this->told( 'words.sv' ) );
		Framme_Cache::keep( 'words', array( 'lang' => 'en_US' ), new Framme_Answer( 200, $this->told( 'words.sv' ), time() - 3500 ) );
		$this->assertStringContainsString( 'Visa min beställning', do_shortcode( '[framme_order_tracking]' ) );
		$this->assertSame( array(), $this->asked );
	}

	public function test_the_questions_unfold_and_search_engines_are_told_the_same(): void {
		$this->connect();
		$this->answer( self::FRAMME . 'faq', 200, $this->told( 'faq.en' ) );
		$page = do_shortcode( '[framme_delivery_faq]' );
		$this->assertSame( array( 'Questions about delivery' ), $this->texts( $page, '//h2' ) );
		$asked = array_column( $this->told( 'faq.en' )['faq'], 'question' );
		$this->assertSame( $asked, $this->texts( $page, '//details/summary' ) );
		$told = json_decode( $this->document( $page )->query( '//script[@type="application/ld+json"]' )->item( 0 )->textContent, true );
		$this->assertSame( $asked, array_column( $told['mainEntity'], 'name' ) );
		$this->assertSame( 'FAQPage', $told['@type'] );
	}

	public function test_an_address_in_an_answer_is_a_link(): void {
		$this->connect();
		$this->answer( self::FRAMME . 'faq', 200, $this->told( 'faq.en' ) );
		$this->assertContains( 'https://lamps.example/track/', $this->texts( do_shortcode( '[framme_delivery_faq]' ), '//details//a[@href="https://lamps.example/track/"]' ) );
	}

	public function test_the_answers_name_the_shops_tracking_page(): void {
		$this->connect();
		$page = Pretend::add_page( 'Track', '[framme_order_tracking]', 'track' );
		Framme_Options::change( array( 'tracking_page_id' => $page ) );
		$this->answer( self::FRAMME . 'faq', 200, $this->told( 'faq.en' ) );
		do_shortcode( '[framme_delivery_faq]' );
		$this->assertSame( get_permalink( $page ), $this->asked_with()['page'] );
	}

	public function test_search_engines_are_told_once_a_page(): void {
		$this->connect();
		$this->answer( self::FRAMME . 'faq', 200, $this->told( 'faq.en' ) );
		$this->assertSame( 1, substr_count( do_shortcode( '[framme_delivery_faq][framme_delivery_faq]' ), 'FAQPage' ) );
	}

	public function test_hostile_answers_end_no_script_and_begin_none(): void {
		$this->connect();
		$evil = '</script><script>alert(1)</script><!-- <script> " \' & ]]>';
		$this->answer( self::FRAMME . 'faq', 200, array( 'faq' => array( array( 'question' => $evil, 'answer' => $evil . ' javascript:alert(1)' ) ), 'words' => array( 'title' => $evil, 'search' => $evil, 'none' => $evil ) ) );
		$page = do_shortcode( '[framme_delivery_faq]' );
		$this->assertSame( 1, substr_count( strtolower( $page ), '<script' ) );
		$this->assertSame( 1, substr_count( strtolower( $page ), '</script' ) );
		$this->assertSame( array( $evil ), $this->texts( $page, '//summary' ) );
	}

	public function test_lines_of_an_answer_stay_lines_and_another_language_is_named(): void {
		$this->connect();
		$one = array( 'question' => 'What does it cost?', 'answer' => "Home: 49\nKiosk: <b>free</b>", 'tag' => 'sv' );
		$this->answer( self::FRAMME . 'faq', 200, array( 'faq' => array( $one ), 'words' => array() ) );
		$page = do_shortcode( '[framme_delivery_faq]' );
		$this->assertStringContainsString( '<details class="framme-fold" lang="sv">', $page );
		$this->assertMatchesRegularExpression( '#<p>Home: 49<br />\s*Kiosk: &lt;b&gt;free&lt;/b&gt;</p>#', $page );
		$this->assertStringNotContainsString( 'role="search"', $page );
	}

	public function test_questions_can_be_searched_once_the_script_runs(): void {
		$this->connect();
		$this->answer( self::FRAMME . 'faq', 200, $this->told( 'faq.en' ) );
		$page = do_shortcode( '[framme_delivery_faq]' );
		$this->assertSame( array( 'Search the questions' ), $this->texts( $page, '//div[@role="search"]/label' ) );
		$this->assertTrue( wp_script_is( Framme_Faq::SCRIPT, 'enqueued' ) );
		$this->assertStringContainsString( 'data-none="Nothing here has these words."', $page );
	}

	public function test_the_form_stands_above_the_questions_where_its_author_wants_it(): void {
		$this->connect();
		$this->answer( self::FRAMME . 'faq', 200, $this->told( 'faq.en' ) );
		$this->answer( self::FRAMME . 'words', 200, $this->told( 'words.en' ) );
		foreach ( array( '[framme_delivery_faq form="yes"]', '<!-- wp:framme/delivery-faq {"form":true} /-->' ) as $content ) {
			$page = do_blocks( do_shortcode( $content ) );
			$this->assertLessThan( strpos( $page, 'Where is my order?' ), strpos( $page, 'framme-form' ) );
		}
		$this->assertStringNotContainsString( 'framme-form', do_shortcode( '[framme_delivery_faq]' ) );
	}

	public function test_without_answers_there_is_nothing(): void {
		$this->connect();
		$this->framme_is_away();
		$this->assertSame( '', do_shortcode( '[framme_delivery_faq]' ) );
	}
}
