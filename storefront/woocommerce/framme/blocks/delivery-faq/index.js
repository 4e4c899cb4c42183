// Shows in the editor what the server shows in the page. It is written as it runs: there is no build.
( () => {
	'use strict';

	const { blocks, blockEditor, components, element, i18n, serverSideRender } = window.wp;
	const { createElement } = element;
	const { __ } = i18n;

	const nothingYet = () =>
		createElement( components.Placeholder, {
			icon: 'editor-help',
			label: __( 'Delivery questions', 'framme' ),
			instructions: __( 'Here your delivery questions are answered. Connect the shop to Framme to see them.', 'framme' ),
		} );

	// The form that looks an order up may stand above the questions.
	const Choices = ( { attributes, setAttributes } ) =>
		createElement(
			blockEditor.InspectorControls,
			null,
			createElement(
				components.PanelBody,
				null,
				createElement( components.ToggleControl, {
					label: __( 'Order tracking', 'framme' ),
					checked: attributes.form,
					onChange: ( form ) => setAttributes( { form } ),
				} )
			)
		);

	// Links of a preview lead nowhere: they are for customers.
	const Preview = ( props ) =>
		createElement(
			'div',
			blockEditor.useBlockProps(),
			createElement( Choices, props ),
			createElement(
				components.Disabled,
				null,
				createElement( serverSideRender, {
					block: 'framme/delivery-faq',
					attributes: props.attributes,
					EmptyResponsePlaceholder: nothingYet,
					ErrorResponsePlaceholder: nothingYet,
				} )
			)
		);

	blocks.registerBlockType( 'framme/delivery-faq', { edit: Preview, save: () => null } );
} )();
